// Holds which page stands at which address. The map comes with the client; every other page is fetched when it is gone to.
import { lazy } from "./lazy";

export const PAGE_AT = {
  "/": lazy(() => import("../pages/map/MapPage").then((module) => module.MapPage)),
  "/draw": lazy(() => import("../pages/draw/DrawPage").then((module) => module.DrawPage)),
  "/overlaps": lazy(() => import("../pages/overlaps/OverlapsPage").then((module) => module.OverlapsPage)),
  "/agencies": lazy(() => import("../pages/agencies/AgenciesPage").then((module) => module.AgenciesPage)),
  "/review": lazy(() => import("../pages/review/ReviewPage").then((module) => module.ReviewPage)),
  "/deadlines": lazy(() => import("../pages/deadlines/DeadlinesPage").then((module) => module.DeadlinesPage)),
  "/ledger": lazy(() => import("../pages/ledger/LedgerPage").then((module) => module.LedgerPage)),
  "/admin": lazy(() => import("../pages/admin/AdminPage").then((module) => module.AdminPage)),
  "/account": lazy(() => import("../pages/account/AccountPage").then((module) => module.AccountPage)),
  "/sign-in": lazy(() => import("../pages/sign_in/SignInPage").then((module) => module.SignInPage)),
} as const;

export function pageAt(path: string) {
  return path in PAGE_AT ? PAGE_AT[path as keyof typeof PAGE_AT] : null;
}
