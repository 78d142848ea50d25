// Holds what stands before a page that is not for everybody: asking to sign in, or saying whose page it is.
import type { ComponentChildren } from "preact";
import { t } from "./language";
import { Loading } from "./Notices";
import { route } from "./router";
import { isRole, session } from "./session";

interface Props {
  /** The roles whose page it is; everybody who is signed in where absent. */
  readonly roles?: readonly string[];
  readonly children: ComponentChildren;
}

export function Guard({ roles, children }: Props) {
  if (session.value === undefined) return <Loading />;
  if (session.value === null) {
    const to = `${route.value.path}${location.search}`;
    return (
      <div class="alone">
        <h1>{t("nav.sign_in")}</h1>
        <p>{t("sign_in.needed")}</p>
        <p>
          <a class="button button-primary" href={`/sign-in?to=${encodeURIComponent(to)}`}>
            {t("sign_in.do")}
          </a>
        </p>
      </div>
    );
  }
  if (roles && !isRole(...roles)) {
    return (
      <div class="alone">
        <p class="notice notice-warn notice-flush">{t("sign_in.not_for_role")}</p>
        <p>
          <a href="/">{t("app.to_map")}</a>
        </p>
      </div>
    );
  }
  return <>{children}</>;
}
