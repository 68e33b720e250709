/** Fields in plain words, without more precision than there is; as the pages of the server say them. */
import type { Party, Quantity, When, Where } from "./records";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function day(value: string): string {
  const [year, month, date] = value.split("-").map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

export function days(when: When): string {
  const start = when.start ?? when.end;
  const end = when.end ?? when.start;
  if (!start || !end) return "undated";
  if (start === end) return day(start);
  if (start.slice(4) === "-01-01" && end === `${start.slice(0, 4)}-12-31`) return `in ${start.slice(0, 4)}`;
  const last = new Date(Date.UTC(Number(end.slice(0, 4)), Number(end.slice(5, 7)), 0)).getUTCDate();
  const [, month] = start.split("-").map(Number);
  if (start.slice(0, 7) === end.slice(0, 7)) {
    if (start.endsWith("-01") && Number(end.slice(8)) === last) return `in ${MONTHS[(month ?? 1) - 1]} ${start.slice(0, 4)}`;
    return `${Number(start.slice(8))}–${day(end)}`;
  }
  return `${start.slice(0, 4) === end.slice(0, 4) ? day(start).replace(/ \d+$/, "") : day(start)} – ${day(end)}`;
}

export function place(where: Pick<Where, "name" | "precision" | "country">): string {
  if (!where.name) return "place unknown";
  const name = where.precision < 4 && where.country ? `${where.name}, ${where.country}` : where.name;
  return (["", "", "near ", "somewhere in ", "somewhere in "][where.precision] ?? "") + name;
}

export function parties(all: Party[]): string {
  const names = all.map((party) => party.name);
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "");
}

export function number(quantity: Quantity): string {
  if (quantity.high === null) return `at least ${quantity.low.toLocaleString("en")}`;
  if (quantity.low === quantity.high) return quantity.low.toLocaleString("en");
  return `${quantity.low.toLocaleString("en")} to ${quantity.high.toLocaleString("en")}`;
}

export function count(value: number, one: string, many = `${one}s`): string {
  return `${value.toLocaleString("en")} ${value === 1 ? one : many}`;
}

/** Quad classes of the types; those of a user's own ontology have none here and are drawn grey. */
const CLASSES: Record<string, number> = {
  AGREE: 1, CONSULT: 1, SUPPORT: 1, CONCEDE: 1, COOPERATE: 2, AID: 2, RETREAT: 2,
  REQUEST: 3, ACCUSE: 3, REJECT: 3, THREATEN: 3, PROTEST: 4, SANCTION: 4, MOBILIZE: 4, COERCE: 4, ASSAULT: 4,
};

export function quad(type: string): number {
  return CLASSES[type] ?? 0;
}

export function share(reviewed: number, total: number): string {
  if (!reviewed || !total) return "none of these reviewed by a person";
  const part = (100 * reviewed) / total;
  const told = part < 1 ? "less than 1" : Math.min(Math.round(part), reviewed === total ? 100 : 99);
  return `${told} % reviewed by a person`;
}
