// Passkeys (Web Authentication): turns the server's options into what the browser asks for, and
// its answer into the form's hidden field. Forms with it stay hidden where it cannot work.
(() => {
  "use strict";
  const forms = document.querySelectorAll("form[data-passkey]");
  const can = Boolean(window.PublicKeyCredential && navigator.credentials);
  const bytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const listed = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  const asked = {
    async create(key) {
      const made = await navigator.credentials.create({ publicKey: {
        ...key,
        challenge: bytes(key.challenge),
        user: { ...key.user, id: bytes(key.user.id) },
        excludeCredentials: listed(key.excludeCredentials),
      } });
      return plain(made, {
        attestationObject: text(made.response.attestationObject),
        transports: made.response.getTransports ? made.response.getTransports() : [],
      });
    },
    async get(key) {
      const found = await navigator.credentials.get({ publicKey: {
        ...key, challenge: bytes(key.challenge), allowCredentials: listed(key.allowCredentials),
      } });
      const handle = found.response.userHandle;
      return plain(found, {
        authenticatorData: text(found.response.authenticatorData),
        signature: text(found.response.signature),
        userHandle: handle ? text(handle) : null,
      });
    },
  };

  const plain = (credential, response) => ({
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
  });

  for (const notice of document.querySelectorAll("[data-no-passkey]")) notice.hidden = can;
  for (const form of can ? forms : []) {
    form.hidden = false;
    const options = JSON.parse(form.querySelector("[data-options]").dataset.options);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const trouble = form.querySelector("[data-trouble]");
      trouble.hidden = true;
      try {
        const answer = await asked[form.dataset.passkey](options.publicKey);
        form.querySelector("[name=credential]").value = JSON.stringify(answer);
        form.submit();
      } catch {
        trouble.hidden = false;
      }
    });
  }
})();
