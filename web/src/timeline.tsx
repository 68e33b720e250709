/** Events over time. What is known to a wider interval than a bar is drawn pale behind, and put on no day. */
import { useRef, useState } from "preact/hooks";
import { given, go, type Query } from "./address";
import { QUADS, type Series } from "./records";
import { count, day } from "./words";

const WIDTH = 1000;
const HEIGHT = 110;
const NEAR = 4;

export function Timeline({ query, series }: { query: Query; series: Series | null }) {
  const chart = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<[number, number] | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const bars = series?.bars ?? [];
  const from = query.get("from") ?? null;
  const to = query.get("to") ?? null;
  const step = WIDTH / Math.max(1, bars.length);
  const most = Math.max(1, ...bars.map((bar) => bar.counts.reduce((sum, each) => sum + each, 0)), ...bars.map((bar) => bar.wider));
  const high = (value: number) => (value ? Math.max(1.5, (value / most) * (HEIGHT - 6)) : 0);

  const barAt = (event: PointerEvent) => {
    const box = chart.current!.getBoundingClientRect();
    return Math.min(bars.length - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * bars.length)));
  };
  const end = (event: PointerEvent) => {
    if (!drag) return;
    const [a, b] = [Math.min(drag[0], barAt(event)), Math.max(drag[0], barAt(event))];
    setDrag(null);
    const same = a === b && from === bars[a]!.start && to === bars[b]!.end;
    go(given(query, same ? { from: null, to: null } : { from: bars[a]!.start, to: bars[b]!.end }));
  };
  const shown: [number, number] | null = drag
    ? [Math.min(...drag), Math.max(...drag) + 1]
    : (from || to) && bars.length
      ? [from ? Math.max(0, bars.findIndex((bar) => bar.end >= from)) : 0, to ? lastUpTo(bars.map((bar) => bar.start), to) + 1 : bars.length]
      : null;
  const told = over !== null ? bars[over] : undefined;
  return (
    <section class="timeline" aria-label="Timeline">
      <div class="head">
        <label>from <input type="date" value={from ?? ""} onChange={(e) => go(given(query, { from: e.currentTarget.value || null }))} /></label>
        <label>to <input type="date" value={to ?? ""} onChange={(e) => go(given(query, { to: e.currentTarget.value || null }))} /></label>
        {(from || to) && <button type="button" class="plainly" onClick={() => go(given(query, { from: null, to: null }))}>All days</button>}
        <p class="note" aria-live="off">{told ? `${day(told.start)}${told.start === told.end ? "" : ` – ${day(told.end)}`}: ${count(told.counts.reduce((a, b) => a + b, 0), "event")}${told.wider ? `, ${told.wider.toLocaleString("en")} of a wider interval` : ""}`
          : series && (series.undated || series.wider || series.aggregates) ? notOnIt(series) : " "}</p>
      </div>
      <div class="chart">
      {bars.length > 0 && <span class="scale" aria-hidden="true">{most.toLocaleString("en")}</span>}
      <svg ref={chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img"
        aria-label={series ? `${bars.length} bars, one a ${series.unit}; the dates beside them set the days` : "Timeline"}
        onPointerDown={(e) => { if (bars.length) { e.currentTarget.setPointerCapture(e.pointerId); setDrag([barAt(e), barAt(e)]); } }}
        onPointerMove={(e) => { if (!bars.length) return; setOver(barAt(e)); if (drag) setDrag([drag[0], barAt(e)]); }}
        onPointerUp={end} onPointerLeave={() => setOver(null)} onPointerCancel={() => setDrag(null)}>
        {shown && <rect class="brushed" x={shown[0] * step} y={0} width={Math.max(NEAR, (shown[1] - shown[0]) * step)} height={HEIGHT} />}
        {bars.map((bar, index) => {
          let base = HEIGHT;
          const inside = !shown || (index >= shown[0] && index < shown[1]);
          return (
            <g key={bar.start} class={inside ? "" : "outside"}>
              {bar.wider > 0 && <rect class="wider" x={index * step} y={HEIGHT - high(bar.wider)} width={step} height={high(bar.wider)} />}
              {bar.counts.map((value, group) => {
                if (!value) return null;
                base -= high(value);
                return <rect class={`bar quad${series!.groups[group]}`} x={index * step + step * 0.08} y={base} width={step * 0.84} height={high(value)} />;
              })}
            </g>
          );
        })}
      </svg>
      </div>
      <div class="axis" aria-hidden="true">{ticks(bars.map((bar) => bar.start), series?.unit ?? "day").map(([at, text]) => <span style={{ left: `${at * 100}%` }}>{text}</span>)}</div>
      <ul class="legend">{Object.entries(QUADS).map(([quad, name]) => <li class={`quad${quad}`}><span class="sign" aria-hidden="true" />{name}</li>)}<li><span class="pale" aria-hidden="true" />wider interval</li></ul>
    </section>
  );
}

/** The events that are on no bar, and why. */
function notOnIt({ wider, undated, aggregates }: Series): string {
  const told: [number, string][] = [[wider, "of a wider interval"], [undated, "undated"], [aggregates, "of several"]];
  return `no bar: ${told.flatMap(([events, why]) => (events ? [`${events.toLocaleString("en")} ${why}`] : [])).join(", ")}`;
}

function lastUpTo(starts: string[], day: string): number {
  let last = 0;
  starts.forEach((start, index) => { if (start <= day) last = index; });
  return last;
}

/** Some six marks along the bars, the last one not so near the end that it would be cut off. */
function ticks(starts: string[], unit: string): [number, string][] {
  const every = Math.max(1, Math.ceil(starts.length / 6));
  return starts.flatMap((start, index): [number, string][] => {
    const at = index / starts.length;
    return index % every || at > 0.93 ? [] : [[at, unit === "year" ? start.slice(0, 4) : unit === "month" ? day(start).replace(/^1 /, "") : day(start)]];
  });
}
