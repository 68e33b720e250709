/** The map as it is seen until MapLibre has drawn it: the same picture, still, of coarse outlines and gathered places. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { gathered, onPlane } from "./gathering";
import { drawn, leading, type Shape } from "./layers";
import type { Place } from "./records";
import type { Ring, World } from "./world";

/** Pixels around the places, and the nearest zoom of the first look; those of MapLibre, too. */
export const FITTED = { padding: 48, maxZoom: 6 };
/** The square root of a number of events, and the radius of its circle in pixels; between these it grows evenly. */
export const SIZES = [[1, 5], [1.5, 8.5], [10, 15], [60, 30], [300, 44]] as const;
type Point = [number, number];

export function Sketch({ land, places }: { land: World; places: Place[] }) {
  const holder = useRef<SVGSVGElement>(null);
  const [size, setSize] = useState<Point | null>(null);
  useLayoutEffect(() => { const { width, height } = holder.current!.getBoundingClientRect(); setSize([width, height]); }, []);
  return <svg class="sketch" ref={holder} aria-hidden="true">{size && places.some((each) => each.longitude !== null) && <Drawn land={land} places={places} size={size} />}</svg>;
}

function Drawn({ land, places, size: [width, height] }: { land: World; places: Place[]; size: Point }) {
  useEffect(() => { if (land.features.length) performance.mark("map"); }, [land]);
  const spots = places.filter((each) => each.longitude !== null && each.latitude !== null).map((each) => onPlane([each.longitude!, each.latitude!]));
  const [west, east, north, south] = [least(spots, 0), -least(spots, 0, -1), least(spots, 1), -least(spots, 1, -1)];
  const room = Math.min((width - 2 * FITTED.padding) / Math.max(east - west, 1e-9), (height - 2 * FITTED.padding) / Math.max(south - north, 1e-9));
  const zoom = Math.min(Math.log2(Math.max(room, 1)), FITTED.maxZoom);
  const at = (point: Point): Point => {
    const [x, y] = onPlane(point);
    return [(x - (west + east) / 2) * 2 ** zoom + width / 2, (y - (north + south) / 2) * 2 ** zoom + height / 2];
  };
  const ring = (points: Ring) => `M${points.map((each) => at(each).map(Math.round).join(" ")).join("L")}Z`;
  const path = (shape: Shape) => (shape.type === "Polygon" ? [shape.coordinates as Ring[]] : shape.coordinates as Ring[][]).map((rings) => rings.map(ring).join("")).join("");
  const made = drawn(places, land);
  return (
    <>
      <path class="land" d={land.features.map((each) => path(each.geometry)).join("")} />
      {made.areas.features.map((each) => <path class={`area quad${quad(each.properties)}`} d={path(each.geometry)} />)}
      {gathered(made.points.features, Math.floor(zoom)).map(({ point: { geometry, properties } }) => {
        const [x, y] = at(geometry.coordinates as Point);
        const events = Number(properties.events);
        return (
          <>
            <circle class={`spot quad${quad(properties)} ${properties.near ? "near" : ""}`} cx={x} cy={y} r={radius(events)} />
            {events > 1 && <text x={x} y={y}>{events}</text>}
          </>
        );
      })}
    </>
  );
}

const least = (points: Point[], axis: 0 | 1, sign = 1) => points.reduce((found, each) => Math.min(found, sign * each[axis]), Infinity);
const quad = ({ q1, q2, q3, q4 }: Record<string, string | number>) => leading([q1, q2, q3, q4].map(Number));

function radius(events: number): number {
  const root = Math.sqrt(events);
  const above = SIZES.findIndex(([from]) => from > root);
  if (above <= 0) return above ? SIZES.at(-1)![1] : SIZES[0][1];
  const [[from, small], [to, large]] = [SIZES[above - 1]!, SIZES[above]!];
  return small + ((root - from) / (to - from)) * (large - small);
}
