// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
// A real OpenID provider for tests, on a free port of this machine: its issuer is the first line it prints. What it knows comes as
// JSON in its first argument: `clients`, and `accounts` with the claims of each. It ends when its standard input does.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";

import Provider from "oidc-provider";

const { clients, accounts } = JSON.parse(process.argv[2]);
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

const scopes = { openid: ["sub", "sid"], profile: ["name"], roles: ["roles"] };

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients,
    claims: scopes,
    scopes: Object.keys(scopes),
    // As most providers do: the claims stand in the ID token itself.
    conformIdTokenClaims: false,
    // Its own way goes to no address of this machine.
    fetch: (url, { dispatcher: _, ...options }) => fetch(url, options),
    cookies: { keys: ["of a test"] },
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "real" }] },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          ctx.body = `<!doctype html><html lang="nl"><title>Uit</title><h1>Uitloggen bij Gemeente Login?</h1>${form}
<button form="op.logoutForm" name="logout" value="yes">Ja</button></html>`;
        },
      },
    },
    findAccount: (_, id) =>
      id in accounts ? { accountId: id, claims: () => ({ sub: id, ...accounts[id] }) } : undefined,
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        accountId: ctx.oidc.session.accountId,
        clientId: ctx.oidc.client.clientId,
      });
      grant.addOIDCScope("openid profile roles");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on("request", async (request, response) => {
    if (!request.url.startsWith("/interaction/")) {
      answer(request, response);
      return;
    }
    if (request.method !== "POST") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(`<!doctype html><html lang="nl"><title>Gemeente Login</title><h1>Gemeente Login</h1>
<form method="post"><label>Naam <input name="login"></label><button>Log in</button><button name="stop" value="1">Stop</button></form></html>`);
      return;
    }
    let body = "";
    for await (const piece of request) body += piece;
    const form = new URLSearchParams(body);
    const result = form.has("stop")
      ? { error: "access_denied", error_description: "stopped" }
      : { login: { accountId: form.get("login") } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
  process.stdout.write(`${issuer}\n`);
});
process.stdin.on("end", () => process.exit(0)).resume();
