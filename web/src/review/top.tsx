/** The head of the pages that review: the same as that of all other pages. */
import type { ComponentChildren } from "preact";
import { PARTS } from "../parts";

export function Top({ here, children }: { here: string; children?: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#main">Skip to the content</a>
      <header class="top">
        <a class="mark" href="/">dateline</a>
        <nav aria-label="Parts of the record">
          {PARTS.map(([path, name]) => <a href={path} aria-current={path === here ? "page" : undefined}>{name}</a>)}
        </nav>
        {children}
      </header>
    </>
  );
}
