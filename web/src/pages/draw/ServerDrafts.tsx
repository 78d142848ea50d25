// Holds what the draw page shows of the server's drafts: whether this one is saved, those of the office, and a conflict.
import { useEffect, useId, useMemo } from "preact/hooks";
import { get } from "../../api/client";
import { asProblem } from "../../api/problem";
import type { DossierList } from "../../api/types";
import { moment } from "../../ui/format";
import { t } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { isRole } from "../../ui/session";
import { useDesk } from "./desk";
import { faultsOf } from "./intake";
import { ServerKeep } from "./server_keep";

export function ServerDrafts() {
  const desk = useDesk();
  const id = useId();
  const keep = useMemo(() => new ServerKeep(desk), [desk]);
  useEffect(() => keep.follow(), [keep]);
  const able = isRole("applicant");
  const state = keep.state.value;
  // The list is asked for anew once something was saved.
  const list = useLoad(able ? `dossiers ${state === "saved"}` : null, (signal) =>
    get<DossierList>("/v1/dossiers", signal),
  );
  if (!able) return null;
  const dossiers = list.value?.dossiers ?? [];

  async function open(chosen: string): Promise<void> {
    const head = dossiers.find((dossier) => dossier.id === chosen);
    if (!head) return;
    try {
      await keep.open(head.id, t("draw.opened", { name: head.title || t("server.untitled") }));
    } catch (error) {
      desk.notice.value = { tone: "warn", text: t("server.not_opened"), lines: faultsOf(asProblem(error)) };
    }
  }

  return (
    <div class="field">
      <label for={id}>
        {t("server.drafts")}{" "}
        <span role="status" data-testid="server-kept">
          {state === "off" ? "" : t(`server.${state}`)}
        </span>
      </label>
      <select
        id={id}
        value=""
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          event.currentTarget.value = "";
          void open(chosen);
        }}
      >
        <option value="">{t("server.open")}</option>
        {dossiers.map((dossier) => (
          <option key={dossier.id} value={dossier.id}>
            {dossier.title || t("server.untitled")} · {moment(dossier.changed_at)}
          </option>
        ))}
      </select>
      {state === "conflict" ? (
        <div class="notice notice-warn notice-flush" role="alert" data-testid="conflict">
          <p>{t("server.conflict_what")}</p>
          <div class="buttons">
            <button type="button" class="button" onClick={() => void keep.takeTheirs(t("server.theirs_taken"))}>
              {t("server.theirs")}
            </button>
            <button type="button" class="button" onClick={() => void keep.save(true)}>
              {t("server.mine")}
            </button>
          </div>
        </div>
      ) : null}
    </div>
  );
}
