// What is searched for, in the address of the page: each query has a permalink.

import type { Filters } from "./engine";

export type Order = "best" | "newest";

export interface State {
  query: string;
  filters: Filters;
  order: Order;
}

export const FACETS = ["kind", "country", "topic", "actor", "organ", "year", "section"] as const;

export function stateFrom(search: string): State {
  const given = new URLSearchParams(search);
  const filters: Filters = {};
  for (const facet of FACETS) {
    const values = given.getAll(facet).filter(Boolean);
    if (values.length) filters[facet] = [...new Set(values)];
  }
  return { query: given.get("q") ?? "", filters, order: given.get("order") === "newest" ? "newest" : "best" };
}

export function addressOf({ query, filters, order }: State): string {
  const made = new URLSearchParams();
  if (query) made.set("q", query);
  for (const facet of FACETS) for (const value of filters[facet] ?? []) made.append(facet, value);
  if (order !== "best") made.set("order", order);
  const text = made.toString();
  return text ? `?${text}` : location.pathname;
}

export function toggled(state: State, facet: string, value: string): State {
  const now = state.filters[facet] ?? [];
  const next = now.includes(value) ? now.filter((other) => other !== value) : [...now, value];
  return { ...state, filters: { ...state.filters, [facet]: next } };
}
