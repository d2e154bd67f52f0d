// What all pages of the demo shop share.

const kReplacements = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it stands in HTML and XML. */
export const escape = (text) => String(text).replace(/[&<>"']/g, (one) => kReplacements[one]);

/** JSON inside of a script element. */
export const script = (value) => JSON.stringify(value).replace(/</g, '\\u003c');

/** Prices as the shop writes them. */
export const money = (price) => `£${price}`;

const kStyle = `body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#222}
header,footer{background:#24302b;color:#fff;padding:12px 24px}header a,footer a{color:#dfe8e2;
margin-right:16px}main{max-width:1080px;margin:0 auto;padding:16px}.grid{display:grid;gap:16px;
grid-template-columns:repeat(auto-fill,minmax(200px,1fr))}.card{border:1px solid #ddd;padding:8px}
.card img{width:100%}.price{font-weight:700}.buy{background:#2f5d50;color:#fff;padding:12px 24px;
border:0}.crumbs{font-size:14px}`;

/** A whole page. `head` is HTML, `body` too. */
export function layout({ title, head = '', body, departments }) {
  const nav = departments.map(({ path, name }) => `<a href="${path}">${escape(name)}</a>`).join('');
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
${head}
<style>${kStyle}</style>
</head>
<body>
<header><a class="logo" href="/">Alder &amp; Tarn</a>
<nav>${nav}<a href="/guides/winter-layering">Guides</a></nav>
<form action="/search" role="search">
<input name="q" type="search" placeholder="Search the shop"></form>
<a href="/basket" rel="nofollow">Basket (0)</a></header>
<main>
${body}
</main>
<footer><a href="/about">About us</a><a href="/delivery">Delivery and returns</a>
<a href="/stores">Our 23 shops</a><a href="https://social.example/aldertarn">Follow us</a>
<p>Free delivery over £50. © Alder &amp; Tarn, Sheffield. Prices include VAT.</p></footer>
</body>
</html>
`;
}

/** Where a page stands in the shop. */
export const crumbs = (trail) => `<nav class="crumbs" aria-label="Breadcrumb"><ol>${trail
  .map(({ path, name }) => `<li><a href="${path}">${escape(name)}</a></li>`).join('')}</ol></nav>`;

/** A product in a list. */
export const card = (product) => `<article class="card product-card"><a href="${product.path}">
<img src="${product.pictures[0]}" alt="${escape(product.name)}" width="200" height="200"
  loading="lazy">
<h3>${escape(product.name)}</h3></a><p class="price">${money(product.price)}</p></article>`;
