/** The map as a plain picture, for browsers without WebGL: the same places, towns as points and the rest as areas. */
import { drawn, leading } from "./layers";
import type { Place } from "./records";
import type { Ring, World } from "./world";
import { count, place as placeWords } from "./words";

const MARGIN = 8;

export function FlatMap({ land, places, onOpen }: { land: World; places: Place[]; onOpen: (place: Place) => void }) {
  const spots = places.filter((each) => each.longitude !== null && each.latitude !== null);
  const [west, south, east, north] = frame(spots);
  const x = (longitude: number) => longitude - west;
  const y = (latitude: number) => north - latitude;
  const unit = Math.max(east - west, north - south) / 100;
  const ring = (points: Ring) => points.map(([lon, lat], index) => `${index ? "L" : "M"}${x(lon).toFixed(2)} ${y(lat).toFixed(2)}`).join("") + "Z";
  const path = (shape: { type: string; coordinates: unknown }) =>
    (shape.type === "Polygon" ? [shape.coordinates as Ring[]] : (shape.coordinates as Ring[][])).map((rings) => rings.map(ring).join("")).join("");
  const made = drawn(places, land);
  const byKey = new Map(places.map((each) => [each.key, each]));
  return (
    <svg class="flat" viewBox={`0 0 ${east - west} ${north - south}`} role="group" aria-label="Map of the places">
      {land.features.map((each) => <path class="land" d={path(each.geometry)} />)}
      {made.areas.features.map((each) => {
        const place = byKey.get(String(each.properties.key))!;
        return <path class={`area quad${leading(place.quads)}`} d={path(each.geometry)} onClick={() => onOpen(place)}><title>{told(place)}</title></path>;
      })}
      {spots.filter((each) => each.precision <= 2).map((place) => (
        <circle key={place.key} class={`spot quad${leading(place.quads)} ${place.precision === 2 ? "near" : ""}`} cx={x(place.longitude!)} cy={y(place.latitude!)}
          r={unit * (0.5 + Math.min(2.2, Math.sqrt(place.events) / 5))} tabindex={0} role="button" aria-label={told(place)}
          onClick={() => onOpen(place)} onKeyDown={(event) => { if (event.key === "Enter") { event.preventDefault(); onOpen(place); } }}><title>{told(place)}</title></circle>
      ))}
    </svg>
  );
}

const told = (place: Place) => `${placeWords(place)}: ${count(place.events, "event")}`;

function frame(spots: Place[]): [number, number, number, number] {
  if (!spots.length) return [-180, -60, 180, 80];
  const longitudes = spots.map((each) => each.longitude!);
  const latitudes = spots.map((each) => each.latitude!);
  return [Math.min(...longitudes) - MARGIN, Math.min(...latitudes) - MARGIN, Math.max(...longitudes) + MARGIN, Math.max(...latitudes) + MARGIN];
}
