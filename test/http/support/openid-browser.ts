/** A browser at the tests' OpenID provider: it keeps cookies and follows redirects until it is sent to the client. */

/** Its cookies. */
export type OpenIdBrowser = Map<string, string>;

export async function follow(start: string, browser: OpenIdBrowser, until: string): Promise<string> {
  let url = start;
  for (let hop = 0; hop < 10; hop++) {
    const response = await request(url, browser);
    const location = response.headers.get("location");
    if (location === null) throw new Error(`The provider answers ${response.status}: ${await response.text()}`);
    url = new URL(location, url).href;
    if (url.startsWith(until)) return url;
  }
  throw new Error("Too many redirects.");
}

/** Reads the provider's page, as a person does, and says yes. */
export async function confirmSignOut(signOutUrl: string, browser: OpenIdBrowser, until: string): Promise<string> {
  const page = await (await request(signOutUrl, browser)).text();
  const action = /action="([^"]+)"/.exec(page)?.[1];
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1];
  if (action === undefined || xsrf === undefined) throw new Error(`The provider asks nothing: ${page}`);
  const response = await request(action, browser, new URLSearchParams({ xsrf, logout: "yes" }));
  const location = new URL(response.headers.get("location") ?? "", action).href;
  return location.startsWith(until) ? location : follow(location, browser, until);
}

async function request(url: string, browser: OpenIdBrowser, form: URLSearchParams | null = null): Promise<Response> {
  const cookie = [...browser].map(([name, value]) => `${name}=${value}`).join("; ");
  const sent = form === null ? {} : { method: "POST", body: form };
  const response = await fetch(url, { ...sent, redirect: "manual", headers: { cookie } });
  for (const line of response.headers.getSetCookie()) {
    const [name = "", value = ""] = line.split(";")[0]?.split(/=(.*)/s) ?? [];
    if (value === "") browser.delete(name);
    else browser.set(name, value);
  }
  return response;
}
