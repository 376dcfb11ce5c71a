/** All pages. Each room lies in `screens/` and is loaded when somebody goes there. */
import { useTranslation } from "react-i18next";
import { createBrowserRouter, Navigate, Outlet, useLocation, useRouteError } from "react-router";
import { Refusal } from "../api/refusal.ts";
import { PageHead, Waiting } from "../design/parts.tsx";
import { accountRoutes } from "../screens/account/routes.tsx";
import { acquireRoutes } from "../screens/acquire/routes.tsx";
import { auditRoutes } from "../screens/audit/routes.tsx";
import { compareRoutes } from "../screens/compare/routes.tsx";
import { coordinateRoutes } from "../screens/coordinate/routes.tsx";
import { evidenceRoutes } from "../screens/evidence/routes.tsx";
import { exchangeRoutes } from "../screens/exchange/routes.tsx";
import { HomePage } from "../screens/home/home-page.tsx";
import { intelligenceRoutes } from "../screens/intelligence/routes.tsx";
import { invitationRoutes } from "../screens/invitation/routes.tsx";
import { notificationsRoutes } from "../screens/notifications/routes.tsx";
import { operationRoutes } from "../screens/operation/routes.tsx";
import { publicReportRoutes, reportsRoutes } from "../screens/reports/routes.tsx";
import { retentionRoutes } from "../screens/retention/routes.tsx";
import { reviewRoutes } from "../screens/review/routes.tsx";
import { setUpRoutes } from "../screens/set-up/routes.tsx";
import { OpenIdCallbackPage } from "../screens/sign-in/openid-callback-page.tsx";
import { SignInPage, ToSignIn } from "../screens/sign-in/sign-in-page.tsx";
import { RefusedPage, WaysOn } from "./refused-page.tsx";
import { SelfProvider, useReadSelfOnce } from "./session.tsx";
import { Shell } from "./shell.tsx";

/** Behind the sign-in: who it is is asked first, and who is nobody goes to the sign-in. */
function SignedIn() {
  const { t } = useTranslation("shell");
  const self = useReadSelfOnce();
  const { pathname } = useLocation();
  // Until then the API shows nothing else.
  if (self.data?.mustEnrol && pathname !== "/account") return <Navigate to="/account" replace />;
  if (self.data !== undefined) {
    return (
      <SelfProvider self={self.data}>
        <Shell />
      </SelfProvider>
    );
  }
  if (self.error instanceof Refusal && self.error.code === "UNAUTHENTICATED") return <ToSignIn />;
  if (self.error) return <RefusedPage error={self.error} onRetry={() => void self.refetch()} />;
  return <Waiting label={t("loading")} />;
}

/** A page that failed: what was typed on others is safe, and the rest goes on. */
function Failed() {
  const error = useRouteError();
  return <RefusedPage error={error} onRetry={() => window.location.reload()} />;
}

function Nowhere() {
  const { t } = useTranslation("shell");
  return (
    <div data-nowhere="">
      <PageHead title={t("nowhere")} actions={<WaysOn />} />
    </div>
  );
}

export const router = createBrowserRouter([
  {
    element: <Outlet />,
    // The document's own background stands until the first page has come.
    hydrateFallbackElement: <></>,
    errorElement: <Failed />,
    children: [
      { path: "/sign-in", element: <SignInPage /> },
      { path: "/sign-in/callback", element: <OpenIdCallbackPage /> },
      ...publicReportRoutes,
      ...invitationRoutes,
      ...setUpRoutes,
      {
        path: "/",
        element: <SignedIn />,
        children: [
          {
            errorElement: <Failed />,
            children: [
              { index: true, element: <HomePage /> },
              ...reviewRoutes,
              ...intelligenceRoutes,
              ...reportsRoutes,
              ...compareRoutes,
              ...coordinateRoutes,
              ...evidenceRoutes,
              ...acquireRoutes,
              ...exchangeRoutes,
              ...accountRoutes,
              ...notificationsRoutes,
              ...retentionRoutes,
              ...auditRoutes,
              ...operationRoutes,
              { path: "*", element: <Nowhere /> },
            ],
          },
        ],
      },
    ],
  },
]);
