"use strict";

// Offers speakers and words while somebody types; arrows choose, Enter takes, Escape closes.
function offerSuggestions(input, list, { ask, takeSpeaker, takeWords }) {
  let latest = 0;
  let chosen = -1;

  function close() {
    latest += 1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(at) {
    chosen = at;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (at >= 0) input.setAttribute("aria-activedescendant", list.children[at].id);
    else input.removeAttribute("aria-activedescendant");
  }

  function draw(name, what, take) {
    const item = document.createElement("li");
    const note = document.createElement("span");
    item.id = `suggestion-${list.children.length}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(name, note);
    note.textContent = what;
    item.addEventListener("mousedown", (event) => { event.preventDefault(); close(); take(); });
    item.take = take;
    list.append(item);
  }

  function replaceLast(word) {
    return input.value.replace(/[^\s"«»“”():-]*$/u, word);
  }

  async function suggest() {
    const turn = ++latest;
    const typed = input.value.trim();
    // What is typed may be nothing to search for yet.
    const found = typed ? await ask("suggest", { q: typed, limit: 5 }).catch(() => null) : null;
    if (turn !== latest) return;
    list.replaceChildren();
    choose(-1);
    for (const speaker of found?.speakers ?? []) draw(speaker.name, "قائل", () => takeSpeaker(speaker));
    for (const term of found?.terms ?? []) draw(term.text, "", () => takeWords(replaceLast(term.text)));
    list.hidden = list.children.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  input.addEventListener("input", suggest);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === "Escape") close();
    else if (count && event.key === "ArrowDown") choose((chosen + 1) % count);
    else if (count && event.key === "ArrowUp") choose((chosen - 1 + count) % count);
    else if (count && event.key === "Enter" && chosen >= 0) { const { take } = list.children[chosen]; close(); take(); }
    else return;
    event.preventDefault();
  });
  return close;
}
