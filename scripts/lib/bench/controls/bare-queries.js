// The bare control of lists: runs the statements that a request names and answers with their rows.

export default {
  async fetch(request, env) {
    const [statements, parameters] = await request.json();
    const results = await env.DB.batch(statements.map((statement, i) =>
      env.DB.prepare(statement).bind(...parameters[i])));
    return Response.json(results.map(({ results: rows }) => rows));
  },
};
