/* Makes a table of figures a grid: one stop for the tab key, and the arrow keys move inside it, as the ARIA
   practices say. Without this file it is a plain table, with everything that is in it. */

(() => {
  "use strict";

  const MOVES = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [-5, 0],
    PageDown: [5, 0],
    Home: [0, -Infinity],
    End: [0, Infinity],
  };

  const within = (value, most) => Math.min(Math.max(value, 0), most);

  /* Every row as a list of cells by column; a cell that covers several stands in each of them. */
  const laidOut = (table) => {
    const rows = [...table.rows].map(() => []);
    [...table.rows].forEach((row, number) => {
      let column = 0;
      for (const cell of row.cells) {
        while (rows[number][column]) column += 1;
        for (let down = 0; down < cell.rowSpan; down += 1)
          for (let across = 0; across < cell.colSpan; across += 1)
            if (rows[number + down]) rows[number + down][column + across] = cell;
        column += cell.colSpan;
      }
    });
    return rows;
  };

  /* What takes the focus in a cell: its link where it has one, so that Enter opens it. */
  const stopOf = (cell) => cell.querySelector("a[href]") ?? cell;

  const enhance = (table) => {
    const rows = laidOut(table);
    const rightToLeft = getComputedStyle(table).direction === "rtl";
    let row = table.tHead ? table.tHead.rows.length : 0;
    let column = 0;
    const own = table.querySelector("tr.own");
    if (own) row = own.rowIndex;
    if (!rows[row] || !rows[row][column]) return;

    table.setAttribute("role", "grid");
    table.setAttribute("aria-readonly", "true");
    for (const cell of new Set(rows.flat())) {
      stopOf(cell).tabIndex = -1;
      for (const link of cell.querySelectorAll("a[href]")) link.tabIndex = -1;
    }

    const at = () => stopOf(rows[row][column]);
    const links = () => [...rows[row][column].querySelectorAll("a[href]")];
    at().tabIndex = 0;

    const goTo = (stop) => {
      for (const other of table.querySelectorAll("[tabindex='0']")) other.tabIndex = -1;
      stop.tabIndex = 0;
      stop.focus({ preventScroll: true });
      stop.scrollIntoView({ block: "nearest", inline: "nearest" });
    };

    /* A second link in a cell comes between this cell and the next one. */
    const inside = (across) => {
      const here = links();
      const next = here.indexOf(document.activeElement) + across;
      return here.length > 1 && here[next] ? here[next] : null;
    };

    const move = (down, across) => {
      const from = rows[row][column];
      const second = down === 0 && Math.abs(across) === 1 ? inside(across) : null;
      if (second) return goTo(second);
      do {
        const nextRow = within(row + down, rows.length - 1);
        const nextColumn = within(column + across, rows[nextRow].length - 1);
        if (nextRow === row && nextColumn === column) return undefined;
        row = nextRow;
        column = nextColumn;
        /* A cell that covers several columns or rows is one cell to the arrow keys. */
      } while (rows[row][column] === from);
      return goTo(at());
    };

    table.addEventListener("keydown", (event) => {
      if (event.altKey || event.metaKey || event.shiftKey || !(event.key in MOVES)) return;
      if (event.ctrlKey && event.key !== "Home" && event.key !== "End") return;
      event.preventDefault();
      let [down, across] = MOVES[event.key];
      if (event.ctrlKey) down = across;
      if (rightToLeft && event.key.startsWith("Arrow")) across = -across;
      move(down, across);
    });

    /* A cell that is clicked, or reached by a screen reader, is where the arrow keys go on from. */
    table.addEventListener("focusin", (event) => {
      const cell = event.target.closest("th, td");
      rows.forEach((cells, number) => {
        const place = cells.indexOf(cell);
        if (place < 0 || rows[row][column] === cell) return;
        row = number;
        column = place;
        for (const other of table.querySelectorAll("[tabindex='0']")) other.tabIndex = -1;
        event.target.tabIndex = 0;
      });
    });
  };

  for (const table of document.querySelectorAll("table[data-grid]")) enhance(table);
})();
