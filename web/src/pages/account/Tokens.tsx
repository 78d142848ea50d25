// Holds one's own API tokens: the table with what may be done to each, the form that makes one, and its secret, which is shown once.
import { useEffect, useRef, useState } from "preact/hooks";
import { get, segment, send } from "../../api/client";
import type { NewToken, Token, TokenList } from "../../api/types";
import { Choice, Field, FormRow } from "../../ui/Field";
import { moment } from "../../ui/format";
import { t } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { Empty, Loading, ProblemNotice } from "../../ui/Notices";
import { TableFrame } from "../../ui/TableFrame";
import { useSending } from "../../ui/use_sending";

/** Days for which a token may hold at most, and for which one holds where nothing else is chosen. */
const MOST_DAYS = 366;
const EMPTY = { label: "", scope: "read", days: "90" };

function stateOf(token: Token): "revoked" | "ended" | "holds" {
  if (token.revoked_at) return "revoked";
  return Date.parse(token.ends_at) <= Date.now() ? "ended" : "holds";
}

/** The secret of a token that was just made; it takes the focus, so that nobody misses it. */
function Secret({ made, onKept }: { made: NewToken; onKept: () => void }) {
  const frame = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => frame.current?.focus(), []);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(made.secret);
      setCopied(true);
    } catch {
      // Without leave to write there, the text can still be marked by hand.
      setCopied(false);
    }
  }

  return (
    <div class="notice notice-flush" role="status" tabIndex={-1} ref={frame} data-testid="new-token">
      <p>{t("token.made", { label: made.label })}</p>
      <p class="secret">{made.secret}</p>
      <div class="buttons">
        <button type="button" class="button button-small" onClick={() => void copy()}>
          {t(copied ? "token.copied" : "token.copy")}
        </button>
        <button type="button" class="button button-small" onClick={onKept}>
          {t("token.kept")}
        </button>
      </div>
    </div>
  );
}

function TokenForm({ onMade }: { onMade: (made: NewToken) => void }) {
  const [token, setToken] = useState(EMPTY);
  const { busy, problem, run } = useSending();
  const set = (name: keyof typeof EMPTY) => (value: string) => setToken({ ...token, [name]: value });

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    await run(async () => {
      const { label, scope, days } = token;
      onMade(await send<NewToken>("POST", "/v1/tokens", { label, scope, days: Number(days) }));
      setToken(EMPTY);
    });
  }

  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <FormRow>
        <Field label={t("token.label")} value={token.label} onValue={set("label")} required />
        <Choice
          label={t("token.scope")}
          value={token.scope}
          options={(["read", "write"] as const).map((value) => ({ value, name: t(`token.scope.${value}`) }))}
          onValue={set("scope")}
        />
        <Field
          label={t("token.days")}
          type="number"
          least={1}
          most={MOST_DAYS}
          value={token.days}
          onValue={set("days")}
          required
        />
        <button type="submit" class="button button-primary" disabled={busy}>
          {t("token.make")}
        </button>
      </FormRow>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </form>
  );
}

/** Revoking takes two presses: a program that lost its token stops. */
function Revoke({ token, onChange }: { token: Token; onChange: () => void }) {
  const [asked, setAsked] = useState(false);
  const { busy, problem, run } = useSending();
  const label = { label: token.label };

  async function revoke(): Promise<void> {
    const done = await run(async () => {
      await send<null>("DELETE", `/v1/tokens/${segment(token.id)}`);
    });
    if (done) onChange();
  }

  if (problem) return <ProblemNotice problem={problem} />;
  if (!asked) {
    return (
      <button
        type="button"
        class="button button-small"
        aria-label={t("token.revoke_of", label)}
        onClick={() => setAsked(true)}
      >
        {t("token.revoke")}
      </button>
    );
  }
  return (
    <div class="buttons">
      <button type="button" class="button button-small button-danger" disabled={busy} onClick={() => void revoke()}>
        {t("token.sure", label)}
      </button>
      <button type="button" class="button button-small" onClick={() => setAsked(false)}>
        {t("token.not")}
      </button>
    </div>
  );
}

function TokenTable({ tokens, onChange }: { tokens: readonly Token[]; onChange: () => void }) {
  if (tokens.length === 0) return <Empty>{t("token.none")}</Empty>;
  return (
    <TableFrame label={t("token.title")}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t("token.label")}</th>
            <th scope="col">{t("token.scope")}</th>
            <th scope="col">{t("token.made_at")}</th>
            <th scope="col">{t("token.ends_at")}</th>
            <th scope="col">{t("token.used_at")}</th>
            <th scope="col">{t("people.state")}</th>
            <th scope="col">{t("people.acts")}</th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => {
            const state = stateOf(token);
            return (
              <tr key={token.id}>
                <td>{token.label}</td>
                <td>{t(token.scope === "write" ? "token.scope.write.short" : "token.scope.read")}</td>
                <td>{moment(token.made_at)}</td>
                <td>{moment(token.ends_at)}</td>
                <td>{token.used_at ? moment(token.used_at) : t("token.never")}</td>
                <td>
                  <span class={`badge badge-${state === "holds" ? "good" : "bad"}`}>{t(`token.${state}`)}</span>
                </td>
                <td>{state === "holds" ? <Revoke token={token} onChange={onChange} /> : null}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableFrame>
  );
}

export function Tokens() {
  const [made, setMade] = useState<NewToken | null>(null);
  const loaded = useLoad("tokens", (signal) => get<TokenList>("/v1/tokens", signal));
  return (
    <section class="sheet" aria-labelledby="tokens-title" data-testid="tokens">
      <h2 id="tokens-title">{t("token.title")}</h2>
      <p class="small quiet">{t("token.what")}</p>
      {made ? <Secret key={made.id} made={made} onKept={() => setMade(null)} /> : null}
      {loaded.state === "loading" ? <Loading /> : null}
      {loaded.state === "failed" ? <ProblemNotice problem={loaded.problem} onRetry={loaded.retry} /> : null}
      {loaded.state === "ready" ? <TokenTable tokens={loaded.value.tokens} onChange={loaded.retry} /> : null}
      <TokenForm
        onMade={(token) => {
          setMade(token);
          loaded.retry();
        }}
      />
    </section>
  );
}
