/* Keeps what is typed: any form with data-keep-url is sent there a moment after each change and when the page
   is left. One sending at a time, so an older one can never land after a newer one. Without this file the form
   is simply sent with its button. */

(() => {
  "use strict";

  const PAUSE = 700;
  const AGAIN = 5000;
  const CHANGED = 412;
  const LATER = [408, 429];
  const PATIENCE = 2000;

  const keeping = (form) => {
    const line = form.querySelector("[data-keep-line]");
    const undo = form.querySelector("[data-keep-undo]");
    let changed = false;
    let sending = false;
    let stopped = false;
    let timer = 0;
    let sender = new AbortController();
    let under_way = Promise.resolve();

    const say = (state) => {
      if (!line) return;
      line.dataset.state = state;
      const words = { kept: line.dataset.kept, lost: line.dataset.notKept, changed: line.dataset.changed, refused: line.dataset.refused }[state];
      if (words && line.textContent !== words) line.textContent = words;
    };

    const later = (pause) => {
      clearTimeout(timer);
      timer = setTimeout(() => begin(false), pause);
    };

    const send = async (leaving) => {
      if (!changed || sending || stopped) return;
      changed = false;
      sending = true;
      let kept = false;
      let status = 0;
      try {
        const answer = await fetch(form.dataset.keepUrl, {
          method: "POST",
          body: new FormData(form),
          credentials: "same-origin",
          redirect: "error",
          keepalive: leaving,
          signal: sender.signal,
        });
        kept = answer.ok;
        status = answer.status;
        // Where what is typed is kept in its place at once, the next keeping is about the newer version.
        const version = answer.headers.get("Kept-Version");
        if (kept && version) form.elements.version.value = version;
      } catch {
        kept = false;
      }
      sending = false;
      if (stopped) return;
      if (status === CHANGED) {
        // Another window was first: sending the form shows both texts, so nothing is tried again.
        stopped = true;
        say("changed");
        return;
      }
      if (status >= 400 && status < 500 && !LATER.includes(status)) {
        // The same again would be refused again, and would keep a session alive that nobody uses.
        say("refused");
        if (changed) later(PAUSE);
        return;
      }
      if (!kept) changed = true;
      else if (undo) undo.hidden = false;
      say(kept ? "kept" : "lost");
      if (changed) later(kept ? PAUSE : AGAIN);
    };

    const begin = (leaving) => {
      if (!sending) under_way = send(leaving);
    };

    const noticed = () => {
      changed = true;
      if (line) line.dataset.state = "waiting";
      later(PAUSE);
    };

    form.addEventListener("input", noticed);
    if (undo) {
      undo.addEventListener("click", () => {
        form.reset();
        undo.hidden = true;
        noticed();
      });
    }
    form.addEventListener("submit", (event) => {
      if (sending && "keepFirst" in form.dataset) {
        // The keeping under way changes what this form is about: it must be known before the form is sent.
        event.preventDefault();
        const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
        Promise.race([under_way, patience]).then(() => {
          sending = false;
          form.requestSubmit(event.submitter);
        });
        return;
      }
      // What is being sent holds less than the form itself, and must not land after it.
      stopped = true;
      sender.abort();
      clearTimeout(timer);
    });
    window.addEventListener("pagehide", () => begin(true));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") begin(true);
    });
    window.addEventListener("pageshow", () => {
      stopped = false;
      sender = new AbortController();
    });
  };

  document.querySelectorAll("form[data-keep-url]").forEach(keeping);
})();
