/** A list to choose from by number, by the arrows and Enter, or by a click. */
import type { ComponentChildren } from "preact";

export interface Option { text: ComponentChildren; note?: ComponentChildren; take: () => void }

export function Options({ label, options, at, empty }: { label: string; options: Option[]; at: number; empty?: string }) {
  if (!options.length) return empty ? <p class="note">{empty}</p> : null;
  return (
    <ol class="options" aria-label={label}>
      {options.map((option, index) => (
        <li key={index}>
          <button type="button" class={index === at ? "at" : ""} aria-current={index === at ? "true" : undefined} onClick={option.take}>
            <kbd>{index < 9 ? index + 1 : " "}</kbd><span class="text">{option.text}</span>{option.note && <span class="note">{option.note}</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}
