// Compiles, or the types of the client are wrong: client.test.mjs runs tsc over this file. Lines
// below "@ts-expect-error" must not compile.

import { createClient, CrowError, type Product, type SearchExplanation } from '@crowai/client';

const crow = createClient({ baseUrl: 'http://127.0.0.1:8787/api/v1', apiKey: 'crow_x' });

export async function reads(): Promise<string[]> {
  const product: Product = await crow.getProduct({ id: 'prod_1' });
  const page = await crow.listProducts({ sort: 'newest', brand: ['Acme'], limit: 5 });
  const next: string | null = page.nextCursor;
  const names: string[] = [product.name, next ?? ''];
  for await (const one of crow.listProducts.all({ availability: ['InStock'] })) names.push(one.name);
  for await (const hit of crow.searchProducts.all({ q: 'chair', explain: true })) {
    const why: SearchExplanation | null | undefined = hit.explanation;
    names.push(`${hit.score} ${why === null}`);
  }
  const me = await crow.getCurrentUser();
  const lines: Response = await crow.exportVisitor({ visitorId: 'v' });
  return [...names, me.email, await lines.text()];
}

export async function writes(signal: AbortSignal): Promise<void> {
  await crow.createProduct({ name: 'Chair', price: '10.00', availability: 'InStock' },
    { idempotencyKey: 'once', signal });
  await crow.updateProduct({ id: 'prod_1', name: 'Table' });
  const gone: void = await crow.deleteProduct({ id: 'prod_1' });
  const event = { id: 'e1', sourceType: 'web', type: 'page_view',
    timestamp: new Date().toISOString() } as const;
  await crow.recordInteractions(event);
  await crow.recordInteractions([event, { ...event, id: 'e2' }]);
  return gone;
}

export function explain(error: unknown): string {
  if (!(error instanceof CrowError)) return 'no answer';
  if (error.code === 'VALIDATION_ERROR') return error.details?.field ?? '';
  return `${error.status} ${error.requestId}`;
}

export async function mistakes(): Promise<void> {
  // @ts-expect-error: an id is needed
  await crow.getProduct();
  // @ts-expect-error: of another type
  await crow.getProduct({ id: 7 });
  // @ts-expect-error: no such order
  await crow.listProducts({ sort: 'best' });
  // @ts-expect-error: no such operation
  await crow.getProducts();
  // @ts-expect-error: a name is needed
  await crow.createProduct({ price: '1' });
  // @ts-expect-error: a read takes no such option
  await crow.getProduct({ id: 'x' }, { idempotencyKey: 'y' });
  // @ts-expect-error: one thing has no pages
  crow.getProduct.all({ id: 'x' });
  // @ts-expect-error: no such member
  (await crow.getProduct({ id: 'x' })).prize.toFixed();
}
