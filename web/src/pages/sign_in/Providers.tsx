// Holds the buttons of the identity providers, and what is told to whoever came back from one without being signed in.
import { address, get, segment } from "../../api/client";
import type { ProviderList } from "../../api/types";
import { language, t, tOr } from "../../ui/language";
import { useLoad } from "../../ui/load";
import { route } from "../../ui/router";

/** One button for each provider; nothing where there is none, or where they cannot be asked: passwords work without them. */
export function Providers({ to }: { to: string }) {
  const loaded = useLoad("providers", (signal) => get<ProviderList>("/v1/session/oidc", signal));
  const providers = loaded.value?.providers ?? [];
  if (providers.length === 0) return null;
  return (
    <section class="sheet" aria-labelledby="providers-title" data-testid="providers">
      <h2 id="providers-title">{t("sign_in.by_provider")}</h2>
      <div class="buttons">
        {providers.map(({ id, name }) => (
          <a key={id} class="button" href={address(`/v1/session/oidc/${segment(id)}`, { return_to: to })}>
            {t("sign_in.by", { name: name[language.value] })}
          </a>
        ))}
      </div>
    </section>
  );
}

/** Why nobody was signed in. As whom the provider knows a person stands behind the `#`: it is sent to no server. */
export function Refused() {
  const word = route.value.query.get("refused");
  if (word === null) return null;
  const person = new URLSearchParams(location.hash.slice(1));
  return (
    <div class="notice notice-problem notice-flush" role="alert" data-testid="refused">
      <p>{tOr(`refused.${word}`, t("refused.answer"))}</p>
      {word === "unjoined" ? (
        <dl class="facts">
          <dt>issuer</dt>
          <dd>
            <code>{person.get("issuer")}</code>
          </dd>
          <dt>subject</dt>
          <dd>
            <code>{person.get("subject")}</code>
          </dd>
        </dl>
      ) : null}
    </div>
  );
}
