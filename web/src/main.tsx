// Holds the start of the client.
import { render } from "preact";
import { App } from "./ui/App";
import "./ui/tokens.css";
import "./ui/shell.css";
import "./ui/controls.css";
import "./ui/panels.css";
import "./ui/cards.css";
import "./ui/map.css";
import "./ui/draft.css";
import "./ui/dialog.css";
import "./ui/pages.css";

const root = document.getElementById("app");
if (root) render(<App />, root);
