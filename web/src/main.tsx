import { render } from "preact";
import { Explore } from "./explore";
import "./explore.css";

render(<Explore />, document.getElementById("app")!);
