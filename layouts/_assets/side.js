/* The list beside the map: asked by itself, because Dash takes seconds for a few hundred rows. */
window.buurtlicht = window.buurtlicht || {};

buurtlicht.side = (() => {
  const AGAIN_MS = 3000;
  let turn = 0, told = false;

  // A list that nobody waits for any more is not shown. `after` is what goes first: rows take time to lay out.
  async function ask(after) {
    const mine = ++turn;
    document.getElementById("side")?.setAttribute("aria-busy", "true");
    let next;
    try {
      const answer = await window.fetch(`/kaart/lijst${buurtlicht.question()}`);
      if (!answer.ok) throw new Error(`list: ${answer.status}`);
      next = answer.status === 204 ? null : await answer.json();
    } catch {
      document.getElementById("gone").hidden = false;
      setTimeout(() => { if (mine === turn && location.pathname === "/") ask(); }, AGAIN_MS);
      return;
    }
    await after;
    if (next) show(next, mine);
  }

  function show(next, mine) {
    if (mine !== turn) return;
    const side = document.getElementById("side");
    // Dash calls before the page is in the document, and the page may have been left.
    if (!side) return void (location.pathname === "/" && requestAnimationFrame(() => show(next, mine)));
    side.innerHTML = next.nothing || next.side;
    side.removeAttribute("aria-busy");
    document.getElementById("nothing").innerHTML = next.nothing;
    document.getElementById("asking-count").textContent = next.amount;
    // What is first there is read as a page; what a choice left is told.
    if (told) buurtlicht.focus.say(side.querySelector("p").textContent);
    told = true;
  }

  return { ask };
})();
