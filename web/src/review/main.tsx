import { render } from "preact";
import { Review } from "./review";
import { RoundsPage } from "./rounds";
import "./review.css";

render(location.pathname.startsWith("/review/rounds") ? <RoundsPage /> : <Review />, document.getElementById("app")!);
