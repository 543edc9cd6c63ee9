// Pages through all quotes as a page of a newspaper would, and prints what it has met: one JSON object.
import createClient from "openapi-fetch";
import type { components, paths } from "./musnad.js";

type Quote = components["schemas"]["QuoteRead"];
type QuotePage = components["schemas"]["QuotePage"];
type Problem = components["schemas"]["Problem"];

declare const process: { argv: string[]; exitCode: number };

const client = createClient<paths>({ baseUrl: process.argv[2] ?? "http://127.0.0.1:8000" });

async function turn(cursor: string | undefined, limit: number): Promise<QuotePage> {
  const query = { limit, kind: ["direct" as const, "mixed" as const], ...(cursor === undefined ? {} : { cursor }) };
  const { data, error } = await client.GET("/v1/quotes", { params: { query } });
  if (error !== undefined) {
    throw new Error(describe(error));
  }
  return data;
}

async function* walk(limit: number): AsyncGenerator<Quote> {
  let page = await turn(undefined, limit);
  yield* page.items;
  while (page.next_cursor !== null) {
    page = await turn(page.next_cursor, limit);
    yield* page.items;
  }
}

function describe(problem: Problem): string {
  return [problem.detail, ...problem.errors.map(({ name, message }) => `${name}: ${message}`)].join("; ");
}

function quote(found: Quote): string {
  const via: string = found.via === null ? "" : ` (${found.via})`;
  return `${found.speaker.name}${via}: ${found.text}`;
}

const met: { id: number; line: string }[] = [];
for await (const found of walk(2)) {
  met.push({ id: found.id, line: quote(found) });
}
const { response, error } = await client.GET("/v1/quotes/{id}", { params: { path: { id: 2147483647 } } });
console.log(JSON.stringify({ met, missing: { status: response.status, detail: error?.detail } }));
