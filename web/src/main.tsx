// Holds the start of the client.
import { render } from "preact";
import { App } from "./ui/App";
import { pageAt } from "./ui/pages";
import "./ui/tokens.css";
import "./ui/shell.css";
import "./ui/controls.css";
import "./ui/panels.css";
import "./ui/cards.css";
import "./ui/map.css";
import "./ui/draft.css";
import "./ui/dialog.css";
import "./ui/pages.css";
import "./ui/charts.css";

// The page is fetched while the register is asked what every page needs.
pageAt(location.pathname)?.fetch();

const root = document.getElementById("app");
if (root) render(<App />, root);
