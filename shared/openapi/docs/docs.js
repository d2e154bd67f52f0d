// Shows the API's OpenAPI document: the contents on the left from here, the operations by Swagger
// UI. Requests that are tried go to the host that serves this page, never elsewhere.
'use strict';

(() => {
  const kDocument = '/api/v1/openapi.json';
  const kMethods = ['get', 'post', 'put', 'patch', 'delete'];
  let ui;

  /** An element with properties and children. */
  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  /** The operations of a document below their tags. */
  function operationsByTag({ paths, tags }) {
    const all = Object.entries(paths).flatMap(([path, item]) => kMethods
      .filter((method) => item[method])
      .map((method) => ({ path, method, ...item[method] })));
    return tags.map((tag) => ({
      ...tag, operations: all.filter((operation) => operation.tags.includes(tag.name)),
    }));
  }

  /** The element of Swagger UI that shows a tag or an operation. */
  function findShown(tag, operationId) {
    return [...document.querySelectorAll(operationId ? '.opblock' : '.opblock-tag')]
      .find((element) => element.id.endsWith(operationId
        ? `-${operationId}` : `operations-tag-${tag.replaceAll(' ', '_')}`));
  }

  /**
   * Shows a tag, and closes the others: from 150 lines on, Swagger UI draws only what is in sight,
   * and a link could not lead to what is not drawn.
   */
  function open(tag, operationId) {
    const { layoutActions, specSelectors } = ui.getSystem();
    for (const other of specSelectors.taggedOperations().keySeq()) {
      layoutActions.show(['operations-tag', other], other === tag);
    }
    if (operationId) layoutActions.show(['operations', tag, operationId], true);
    // After Swagger UI has drawn it.
    requestAnimationFrame(() => requestAnimationFrame(() =>
      findShown(tag, operationId)?.scrollIntoView({ block: 'start' })));
  }

  /** Goes where the address points: #/API%20keys/createApiKey; without one, to the first tag. */
  function openLinked() {
    const [, tag, operationId] = location.hash.split('/');
    if (tag) return open(decodeURIComponent(tag), operationId);
    const { layoutActions, specSelectors } = ui.getSystem();
    layoutActions.show(['operations-tag', specSelectors.taggedOperations().keySeq().first()], true);
  }

  function contentsOf({ name, operations }) {
    const link = (text, href, onClick, ...before) => {
      const anchor = make('a', { href }, ...before, make('span', { textContent: text }));
      anchor.addEventListener('click', (event) => {
        event.preventDefault();
        history.replaceState(null, '', href);
        onClick();
      });
      return make('li', {}, anchor);
    };
    const encoded = encodeURIComponent(name);
    const items = operations.map((operation) => {
      const method = make('b', {
        className: operation.method, textContent: operation.method.replace('delete', 'del'),
      });
      const item = link(operation.summary.replace(/\.$/, ''),
        `#/${encoded}/${operation.operationId}`, () => open(name, operation.operationId), method);
      item.dataset.text = `${operation.path} ${operation.summary} ${name}`.toLowerCase();
      item.title = `${operation.method.toUpperCase()} ${operation.path}`;
      return item;
    });
    return make('section', {}, make('h2', { textContent: name }), make('ul', {}, ...items));
  }

  function showContents(spec) {
    const sections = operationsByTag(spec).filter(({ operations }) => operations.length > 0);
    const contents = document.getElementById('contents');
    contents.replaceChildren(...sections.map(contentsOf));
    document.getElementById('filter').addEventListener('input', ({ target }) => {
      const words = target.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const section of contents.children) {
        const items = [...section.querySelectorAll('li')];
        for (const item of items) {
          item.hidden = !words.every((word) => item.dataset.text.includes(word));
        }
        section.hidden = items.every((item) => item.hidden);
      }
    });
  }

  /** A value that fits a schema: what must be there, or everything when nothing must. */
  function sampleOf(schema, spec, name) {
    if (schema.$ref) {
      const path = schema.$ref.slice(2).split('/');
      return sampleOf(path.reduce((at, part) => at[part], spec), spec, name);
    }
    if (schema.anyOf) return sampleOf(schema.anyOf[0], spec, name);
    if (schema.default !== undefined) return schema.default;
    if (schema.examples) return schema.examples[0];
    if (schema.enum) return schema.enum[0];
    switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
      case 'object': {
        const properties = schema.properties ?? {};
        const names = schema.required ?? Object.keys(properties)
          .filter((one) => !Array.isArray(properties[one].type));
        return Object.fromEntries(names.map((one) => [one, sampleOf(properties[one], spec, one)]));
      }
      case 'array':
        return schema.minItems > 0 ? [sampleOf(schema.items, spec, name)] : [];
      case 'boolean':
        return true;
      case 'integer':
      case 'number':
        return schema.minimum ?? 1;
      case 'string':
        if (schema.format === 'date-time') return new Date().toISOString();
        return schema.format === 'password' ? 'correct horse battery' : name;
      default:
        return null;
    }
  }

  /**
   * What Swagger UI is to show: this host alone, bodies that work as they stand, and the one
   * credential that a page can send itself. The session's cookie goes along by itself.
   */
  function adapt(spec) {
    const base = new URL(spec.servers[0].url).pathname;
    spec.servers = [{ url: base, description: `This host: ${location.host}` }];
    const { apiKey } = spec.components.securitySchemes;
    spec.components.securitySchemes = { apiKey };
    for (const operation of Object.values(spec.paths).flatMap((item) => Object.values(item))) {
      operation.security = operation.security.filter((scheme) => scheme.apiKey);
      for (const content of Object.values(operation.requestBody?.content ?? {})) {
        content.example = sampleOf(content.schema, spec, '');
      }
    }
    return spec;
  }

  /** A request with a key goes out without the cookie: two credentials in one are refused. */
  function prepare(request) {
    const names = Object.keys(request.headers ?? {}).map((name) => name.toLowerCase());
    const hasKey = names.includes('x-api-key') || names.includes('authorization');
    request.credentials = hasKey ? 'omit' : 'same-origin';
    return request;
  }

  async function show() {
    const response = await fetch(kDocument, { credentials: 'omit' });
    if (!response.ok) throw new Error(`${kDocument} answered ${response.status}`);
    const spec = await response.json();
    document.getElementById('version').textContent = spec.info.version;
    showContents(spec);
    ui = window.SwaggerUIBundle({
      spec: adapt(spec),
      dom_id: '#reference',
      deepLinking: true,
      displayRequestDuration: true,
      docExpansion: 'none',
      defaultModelsExpandDepth: 0,
      defaultModelExpandDepth: 2,
      onComplete: openLinked,
      persistAuthorization: false,
      requestInterceptor: prepare,
      showCommonExtensions: true,
      tryItOutEnabled: true,
      validatorUrl: null,
    });
  }

  show().catch((error) => {
    const notice = document.getElementById('notice');
    notice.textContent = `The documentation cannot be shown: ${error.message}`;
    notice.hidden = false;
  });
})();
