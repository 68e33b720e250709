/** The fields of the event, each with its letter, and marked where the reports differ. */
import { LETTERS } from "./keys";
import type { Item } from "./records";

const ORDER = ["type", "actors", "recipients", "when", "where", "killed", "injured", "weapon", "status", "count"];
/** The colour that the words of a field have in the sentences. */
const MARKS: Record<string, string> = { type: "trigger", actors: "actor", recipients: "recipient", when: "date", where: "place", killed: "number", injured: "number" };

export function Fields({ item, choosing, edit }: { item: Item; choosing: boolean; edit: (field: string) => void }) {
  return (
    <section class={`panel fields ${choosing ? "choosing" : ""}`} aria-label="Fields">
      {choosing && <p class="prompt">Which field? Its letter.</p>}
      <ul>
        {ORDER.map((name) => {
          const role = item.parties.find((each) => each.name === name);
          const field = item.fields.find((each) => each.name === name);
          const label = role?.label ?? field?.label;
          const text = role ? role.now.map((each) => each.text).join(", ") : field?.text;
          const says = field?.differs ? field.candidates.filter((each) => each.reports?.length) : [];
          return (
            <li key={name}>
              <button type="button" onClick={() => edit(name)}>
                <kbd>{LETTERS[name]}</kbd><span class="label">{MARKS[name] ? <mark class={MARKS[name]}>{label}</mark> : label}</span>
                <span class="value">{text ? <bdi>{text}</bdi> : <span class="none">not told</span>}
                  {says.length > 0 && <span class="says">{says.map((each) => <span key={each.text}><bdi>{each.text}</bdi> <small>in {each.reports!.slice(0, 5).join(", ")}</small></span>)}</span>}</span>
                {field?.differs && <span class="flag">differ</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
