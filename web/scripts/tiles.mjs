// Makes the tile map's layout, pipelines/publish/site/tiles.csv: a square a State, near its place on the map.
// Centres come from world-atlas (Natural Earth, public domain); an assignment with the least total
// displacement puts each on a grid. Run once (`npm run tiles`); the result is committed and may be mended by hand.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoArea, geoCentroid, geoEqualEarth } from "d3-geo";
import { linearSumAssignment } from "linear-sum-assignment";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const root = new URL("../../", import.meta.url);
const COLUMNS = 30;
const ROWS = 20;
const WIDTH = 33; // a little wider than the grid: the Pacific is empty
const OBSERVERS = ["PSE", "VAT"];
// Too small for the 1:50m map; longitude and latitude of the capital.
const SMALL = { TUV: [179.2, -8.5], VAT: [12.45, 41.9] };

const lines = readFileSync(new URL("pipelines/lexicons/countries/countries.csv", root), "utf8").trim().split("\n");
const world = feature(require("world-atlas/countries-50m.json"), "countries").features;
const byNumber = new Map(world.map((shape) => [shape.id, shape]));
const projection = geoEqualEarth().rotate([-11, 0]).fitSize([WIDTH, ROWS * 1.12], { type: "Sphere" });

const largest = (shape) => {
  if (shape.geometry.type !== "MultiPolygon") return shape;
  const parts = shape.geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  return parts.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a));
};
const states = [];
for (const line of lines.slice(1)) {
  const [iso3, , m49] = line.split(",");
  const member = line.includes(",true,");
  if (!member && !OBSERVERS.includes(iso3)) continue;
  const shape = byNumber.get(m49);
  const place = SMALL[iso3] ?? (shape && geoCentroid(largest(shape)));
  if (!place) throw new Error(`no place for ${iso3}`);
  const [x, y] = projection(place);
  states.push({ iso3, x: x - (WIDTH - COLUMNS) / 2, y: y - 1 });
}
// Crowded places push outwards before they are put on the grid.
for (let round = 0; round < 60; round += 1) {
  for (const a of states) {
    for (const b of states) {
      const [dx, dy] = [a.x - b.x, a.y - b.y];
      const distance = Math.hypot(dx, dy);
      if (a !== b && distance < 1) {
        const push = (1 - distance) / 6 / (distance || 1);
        a.x += dx * push;
        a.y += dy * push;
      }
    }
  }
}
const cells = [];
for (let row = 0; row < ROWS; row += 1) for (let column = 0; column < COLUMNS; column += 1) cells.push([column, row]);
const cost = states.map((s) => cells.map(([c, r]) => (s.x - c - 0.5) ** 2 + (s.y - r - 0.5) ** 2));
const { rowAssignments } = linearSumAssignment(cost, { maximaze: false });
const placed = states.map((s, i) => `${s.iso3},${cells[rowAssignments[i]].join(",")}`);
writeFileSync(new URL("pipelines/publish/site/tiles.csv", root), ["iso3,column,row", ...placed, ""].join("\n"));
