/** The parts of the site, in the order of the head of each page. */
export const PARTS: [string, string][] = [
  ["/", "Explore"], ["/events", "Events"], ["/briefing", "Briefing"], ["/pages", "Pages"], ["/actors", "Actors"], ["/network", "Network"], ["/sources", "Sources"], ["/review", "Review"],
];
