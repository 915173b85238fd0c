/* Keeps what is typed: any form with data-keep-url is sent there a moment after each change and when the page
   is left. One sending at a time, so an older one can never land after a newer one. Without this file the form
   is simply sent with its button. */

(() => {
  "use strict";

  const PAUSE = 700;
  const AGAIN = 5000;

  const keeping = (form) => {
    const line = form.querySelector("[data-keep-line]");
    let changed = false;
    let sending = false;
    let stopped = false;
    let timer = 0;
    let sender = new AbortController();

    const say = (state) => {
      if (!line) return;
      line.dataset.state = state;
      const words = { kept: line.dataset.kept, lost: line.dataset.notKept }[state];
      if (words && line.textContent !== words) line.textContent = words;
    };

    const later = (pause) => {
      clearTimeout(timer);
      timer = setTimeout(() => send(false), pause);
    };

    const send = async (leaving) => {
      if (!changed || sending || stopped) return;
      changed = false;
      sending = true;
      let kept = false;
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
      } catch {
        kept = false;
      }
      sending = false;
      if (stopped) return;
      if (!kept) changed = true;
      say(kept ? "kept" : "lost");
      if (changed) later(kept ? PAUSE : AGAIN);
    };

    const noticed = () => {
      changed = true;
      if (line) line.dataset.state = "waiting";
      later(PAUSE);
    };

    form.addEventListener("input", noticed);
    form.addEventListener("submit", () => {
      // What is being sent holds less than the form itself, and must not land after it.
      stopped = true;
      sender.abort();
      clearTimeout(timer);
    });
    window.addEventListener("pagehide", () => send(true));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") send(true);
    });
    window.addEventListener("pageshow", () => {
      stopped = false;
      sender = new AbortController();
    });
  };

  document.querySelectorAll("form[data-keep-url]").forEach(keeping);
})();
