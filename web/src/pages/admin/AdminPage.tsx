// Holds the administration page: the offices that the administrator governs, and their accounts.
import { useState } from "preact/hooks";
import { get } from "../../api/client";
import type { AccountList, AccountMade, OfficeList } from "../../api/types";
import { Guard } from "../../ui/Guard";
import { t } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { Loading, ProblemNotice } from "../../ui/Notices";
import { Page } from "../../ui/Page";
import { Accounts } from "./Accounts";
import { Identities } from "./Identities";
import { Offices } from "./Offices";

function Governed() {
  const [made, setMade] = useState<AccountMade | null>(null);
  const loaded = useLoad("people", async (signal) => {
    const [{ offices }, { accounts }] = await Promise.all([
      get<OfficeList>("/v1/offices", signal),
      get<AccountList>("/v1/accounts", signal),
    ]);
    return { offices, accounts };
  });
  if (loaded.state === "loading") return <Loading />;
  if (loaded.state === "failed") return <ProblemNotice problem={loaded.problem} onRetry={loaded.retry} />;
  const { offices, accounts } = loaded.value;
  return (
    <>
      <Offices offices={offices} onChange={loaded.retry} />
      <Accounts offices={offices} accounts={accounts} made={made} onMade={setMade} onChange={loaded.retry} />
      <Identities accounts={accounts} />
    </>
  );
}

export function AdminPage() {
  return (
    <Guard roles={["administrator"]}>
      <Page title={t("people.title")} what={t("people.what")}>
        <Governed />
      </Page>
    </Guard>
  );
}
