// Holds the draw page: the draft at the left, the map in the middle, the findings at the right; files may be dropped on it.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { DrawSession } from "../../draw/session";
import { t } from "../../ui/language";
import { Loading } from "../../ui/Notices";
import { route, writeQuery } from "../../ui/router";
import { Desk, DeskProvider } from "./desk";
import { FileDialog } from "./FileDialog";
import { Findings } from "./Findings";
import { importFiles, openExample, openZone } from "./files";
import { HandIn } from "./HandIn";
import { MapDesk } from "./MapDesk";
import { ParkList } from "./ParkList";
import { Toolbar } from "./Toolbar";
import { ZoneFields } from "./ZoneFields";

function isText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "checkbox");
}

function holdsFile(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** Takes files that are dropped anywhere on the page; says whether one hovers over it. */
function useDrop(desk: Desk): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(false);
      void importFiles(desk, event.dataTransfer?.files);
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, [desk]);
  return over;
}

export function DrawPage() {
  const desk = useMemo(() => new Desk(), []);
  const [ready, setReady] = useState(false);
  const session = useRef<DrawSession | null>(null);
  const over = useDrop(desk);

  function undo(): void {
    if (!session.current?.undoVertex()) desk.undo();
  }

  useEffect(() => {
    const query = route.value.query;
    void desk.restore().then(async () => {
      const [from, example] = [query.get("from"), query.get("example")];
      if (from) await openZone(desk, from, Number(query.get("delimitation")) || null);
      else if (example) await openExample(desk, example, t("draw.the_example"));
      // Once opened it is the draft that is kept; a reload must not open it anew over later work.
      writeQuery({ from: null, example: null, delimitation: null });
      setReady(true);
    });
    return () => desk.leave();
  }, [desk]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (key === "escape" && desk.tool.value) desk.tool.value = null;
      // In a text field the keys belong to the field.
      if (!(event.ctrlKey || event.metaKey) || isText(event.target)) return;
      if (key === "z" && !event.shiftKey) undo();
      else if (key === "y" || (key === "z" && event.shiftKey)) desk.redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [desk]);

  if (!ready) return <Loading />;
  return (
    <DeskProvider value={desk}>
      <div class="desk desk-three">
        <div class="panel panel-left">
          <Toolbar onUndo={undo} />
          <ParkList />
          <ZoneFields />
        </div>
        <MapDesk
          onSession={(made) => {
            session.current = made;
          }}
        />
        <div class="panel panel-right">
          <Findings />
          <HandIn />
        </div>
      </div>
      <FileDialog />
      {over ? <div class="drop">{t("draw.drop")}</div> : null}
    </DeskProvider>
  );
}
