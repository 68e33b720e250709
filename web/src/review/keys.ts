/** Which key does what; the list that `?` shows and the bar below are drawn from it. */

export const ACTIONS: { key: string; name: string; does: string; bar: boolean }[] = [
  { key: "a", name: "Accept", does: "it is as the record says; then the next", bar: true },
  { key: "r", name: "Reject", does: "it is no event; then the next", bar: true },
  { key: "e", name: "Edit", does: "a field: then the letter beside it", bar: true },
  { key: "t", name: "Retype", does: "another type or mode", bar: true },
  { key: "m", name: "Merge", does: "with one of the events near it", bar: true },
  { key: "x", name: "Split", does: "take reports out, as another event", bar: true },
  { key: "d", name: "Duplicate", does: "it is told elsewhere in the record: leave it out", bar: false },
  { key: "n", name: "Note", does: "words for whoever looks next", bar: true },
  { key: "y", name: "Why", does: "the reason of your next decision", bar: false },
  { key: "s", name: "Skip", does: "the next, without deciding", bar: true },
  { key: "b", name: "Back", does: "the one before", bar: false },
  { key: "u", name: "Undo", does: "your last decision; again for the one before", bar: true },
  { key: "o", name: "Open", does: "the page of the event", bar: false },
  { key: "f", name: "Finish", does: "a round of double coding, when all is decided", bar: false },
  { key: "?", name: "Keys", does: "this list", bar: true },
];

export const CHOOSING: [string, string][] = [
  ["1 … 9", "take what has this number"],
  ["↑ ↓ Enter", "move, and take"],
  ["/", "type a value"],
  ["w", "take words of the text: ← → move by word, ↑ ↓ by report, Shift extends, Enter takes"],
  ["0", "unknown, or nobody"],
  ["Esc", "leave it as it is"],
];

/** The letter of each field. */
export const LETTERS: Record<string, string> = {
  type: "t", status: "s", actors: "w", recipients: "r", when: "d", where: "p", killed: "k", injured: "i", weapon: "v", count: "c",
};

const STORED = "dateline-review-keys";

/** Whether letters act; who uses speech input may want them not to. */
export function keysOn(): boolean {
  try { return localStorage.getItem(STORED) !== "off"; } catch { return true; }
}

export function setKeys(on: boolean): void {
  try { localStorage.setItem(STORED, on ? "on" : "off"); } catch { /* a browser that keeps nothing */ }
}
