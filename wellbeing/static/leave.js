/* Leaves at once: the page goes blank, its place in the history is taken, and the session ends on the server.
   Without this file the link still works. It cannot erase the browser's history. */

(() => {
  "use strict";

  const link = document.querySelector("[data-leave]");
  if (!link) return;

  const PRESSES = 3;
  const WITHIN = 3000;
  let presses = [];
  let alone = false;

  const leave = () => {
    document.documentElement.classList.add("gone");
    document.title = "";
    location.replace(link.href);
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  /* A page that answers a form holds what was sent, and browsers write that to the disk with their list of open
     tabs. When somebody goes on from such a page, its place in the history keeps the address alone. */
  const keepTheAddressAlone = () => history.replaceState(null, "", location.href);
  if ("answersForm" in document.documentElement.dataset) {
    document.addEventListener("submit", keepTheAddressAlone);
    document.addEventListener("click", (event) => {
      if (event.target.closest("a[href]")) keepTheAddressAlone();
    });
  }

  /* Shift, three times, with no other key between: typing capital letters never counts. */
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && !event.repeat;
    if (event.key !== "Shift") presses = [];
  });

  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
    if (presses.length >= PRESSES) leave();
  });

  /* Coming back to a blanked page asks the server again, which no longer knows this session. */
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
