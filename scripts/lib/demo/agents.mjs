// Browsers and networks that the demo's visits come from, and those of its bots.

const mozilla = (system, rest) => `Mozilla/5.0 (${system}) ${rest}`;
const chrome = (version) =>
  `AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
const safari = (version, mobile = '') =>
  `AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} ${mobile}Safari/605.1.15`;

export const kUserAgents = {
  phone: [
    mozilla('iPhone; CPU iPhone OS 18_6 like Mac OS X', safari('18.6', 'Mobile/15E148 ')),
    mozilla('iPhone; CPU iPhone OS 19_1 like Mac OS X', safari('19.1', 'Mobile/15E148 ')),
    mozilla('Linux; Android 10; K', chrome(141).replace('Safari', 'Mobile Safari')),
    mozilla('Linux; Android 10; K', chrome(142).replace('Safari', 'Mobile Safari')),
    mozilla('Android 15; Mobile; rv:144.0', 'Gecko/144.0 Firefox/144.0'),
  ],
  desktop: [
    mozilla('Windows NT 10.0; Win64; x64', chrome(142)),
    mozilla('Windows NT 10.0; Win64; x64', chrome(141)),
    mozilla('Macintosh; Intel Mac OS X 10_15_7', safari('19.1')),
    mozilla('Windows NT 10.0; Win64; x64; rv:144.0', 'Gecko/20100101 Firefox/144.0'),
    mozilla('X11; Linux x86_64; rv:144.0', 'Gecko/20100101 Firefox/144.0'),
  ],
  tablet: [
    mozilla('iPad; CPU OS 18_6 like Mac OS X', safari('18.6', 'Mobile/15E148 ')),
    mozilla('Linux; Android 10; K', chrome(142)),
  ],
  crawler: 'LanternBot/2.1 (+https://bot.lantern.example/about)',
  headless: mozilla('X11; Linux x86_64',
    'AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/138.0.0.0 Safari/537.36'),
  datacentre: mozilla('Windows NT 10.0; Win64; x64', chrome(109)),
};

/** Whom the networks belong to; none of them exists. */
export const kOrganizations = {
  homes: ['Pennine Broadband', 'Severn Fibre', 'Northway Mobile', 'Clyde Telecom', 'Kestrel Mobile',
    'Downs Cable'],
  crawler: 'Lantern Index Ltd',
  hosting: ['Quayside Hosting', 'Ironbridge Cloud', 'Basalt Servers'],
};
