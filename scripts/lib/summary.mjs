// What people see when the platform is ready.

/** Prints the addresses, the demo's sign-in and calls to try. */
export function printSummary(facts, { services, watch }) {
  const { url, mcp, email, password, apiKey, organizationId, shop, users } = facts;
  const lines = ['', `CROW is ready at ${url}`, ''];
  lines.push(`  documentation   ${url}/docs`);
  lines.push(`  OpenAPI         ${url}/api/v1/openapi.json`);
  lines.push(`  health          ${url}/api/v1/health`);
  if (services.includes('mcp')) lines.push(`  MCP             ${mcp}`);
  if (shop) lines.push(`  demo shop       ${shop}`);
  if (email) {
    lines.push('', '  Sign in as:');
    for (const user of users ?? [{ email, password, role: 'owner' }]) {
      lines.push(`    ${user.role.padEnd(7)} ${user.email}   ${user.password}`);
    }
    lines.push('', `  Organization    ${organizationId}`, `  API key         ${apiKey}`);
    lines.push('', '  Try:', `    curl -H 'X-API-Key: ${apiKey}' ${url}/api/v1/users/me`,
      `    curl -H 'X-API-Key: ${apiKey}' ${url}/api/v1/organizations/${organizationId}/members`);
  }
  lines.push('', watch ? 'Watching for changes. Ctrl-C ends it.' : 'Ctrl-C ends it.', '');
  process.stdout.write(`${lines.join('\n')}\n`);
}
