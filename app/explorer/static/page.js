"use strict";

const KINDS = { direct: "قول مباشر", mixed: "قول مختلط", indirect: "قول غير مباشر" };
const LOCALE = navigator.languages.find((tag) => tag.startsWith("ar")) ?? "ar"; // its months and digits
const FIELDS = ["q", "speaker", "kind"];
const form = document.getElementById("search");
const list = document.getElementById("quotes");
const more = document.getElementById("more");
const note = document.getElementById("status");
let latest = 0; // answers that arrive after a newer question are dropped
let shown = 0;
let nextCursor = null;

async function ask(path, params = {}) {
  const answer = await fetch(`v1/${path}?${new URLSearchParams(params)}`);
  const body = await answer.json();
  if (!answer.ok) throw new Error(explain(body));
  return body;
}

function explain(problem) {
  const isAbout = (name) => problem.errors.some((error) => error.name === name);
  const at = problem.errors.find((error) => error.name === "q")?.position;
  if (at > 0) {
    const letters = [...form.elements.q.value.trim()];
    return `لا يُفهم ما يبدأ بـ«${letters.slice(at, at + 12).join("")}».`;
  }
  if (isAbout("q")) return "اكتب كلمة فيها حرف أو رقم.";
  if (isAbout("speaker")) return "لا قائل بهذا الرقم.";
  return problem.status >= 500 ? "الخدمة غير متاحة الآن، أعد المحاولة بعد قليل." : problem.detail;
}

function readForm() {
  return Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()]).filter(([, value]) => value));
}

function fillForm() {
  const given = new URLSearchParams(location.search);
  for (const name of FIELDS) form.elements[name].value = given.get(name) ?? "";
}

function formatDay(day) {
  return day ? new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day)) : "";
}

// What stands before and behind is cut by length: keep whole words of the quote's own paragraph.
function cutBefore(quote) {
  const line = quote.prefix.split("\n").pop();
  return line === quote.prefix && quote.start > 32 ? line.replace(/^\S*\s*/, "… ") : line;
}

function cutBehind(quote) {
  const line = quote.suffix.split("\n")[0];
  return line === quote.suffix && line.length >= 32 ? line.replace(/\s*\S*$/, " …") : line;
}

// Spans count code points, as JavaScript's strings do not.
function mark(node, text, spans) {
  const letters = [...text];
  let end = 0;
  node.replaceChildren();
  for (const span of spans) {
    if (span.start < end) continue;
    const hit = document.createElement("b");
    hit.className = "hit";
    hit.textContent = letters.slice(span.start, span.end).join("");
    node.append(letters.slice(end, span.start).join(""), hit);
    end = span.end;
  }
  node.append(letters.slice(end).join(""));
}

function drawQuote(quote) {
  const item = document.getElementById("quote").content.cloneNode(true);
  const put = (selector, text) => { item.querySelector(selector).textContent = text ?? ""; };
  put(".prefix", cutBefore(quote));
  const spansOf = (field) => quote.highlights?.find((highlight) => highlight.field === field)?.spans ?? [];
  mark(item.querySelector("mark"), quote.text, spansOf("text"));
  put(".suffix", cutBehind(quote));
  mark(item.querySelector(".speaker a"), quote.speaker.name, spansOf("speaker.name"));
  item.querySelector(".speaker a").href = `?speaker=${quote.speaker.id}`;
  put(".role", quote.speaker.role);
  put(".kind", KINDS[quote.kind]);
  put(".via", quote.via && `نقلًا عن ${quote.via}`);
  put("cite", [quote.article.source, quote.article.title].filter(Boolean).join(": "));
  put("time", formatDay(quote.said_on));
  if (quote.said_on) item.querySelector("time").dateTime = quote.said_on;
  item.querySelector(".json").href = `v1/quotes/${quote.id}`;
  return item;
}

async function showPage({ afresh }) {
  const turn = ++latest;
  const params = afresh ? { ...readForm(), count: true } : { ...readForm(), cursor: nextCursor };
  more.disabled = true;
  try {
    const page = await ask("quotes", params);
    if (turn !== latest) return;
    if (afresh) { list.replaceChildren(); shown = 0; note.dataset.total = page.total; }
    list.append(...page.items.map(drawQuote));
    shown += page.items.length;
    nextCursor = page.next_cursor;
    more.hidden = nextCursor === null;
    const count = new Intl.NumberFormat(LOCALE);
    const some = page.relaxed ? "لا قول فيه كل الكلمات، وهذه فيها بعضها. " : "";
    note.textContent = shown
      ? `${some}المعروض ${count.format(shown)} من ${count.format(note.dataset.total)}`
      : "لا أقوال توافق هذا البحث.";
  } catch (error) {
    if (turn !== latest) return;
    if (afresh) { list.replaceChildren(); more.hidden = true; }
    note.textContent = `تعذّر البحث: ${error.message}`;
  } finally {
    more.disabled = false;
  }
}

async function fillSpeakers() {
  const { items } = await ask("speakers", { sort: "-quote_count", limit: 100 });
  const wanted = new URLSearchParams(location.search).get("speaker");
  if (/^[0-9]+$/.test(wanted) && !items.some((speaker) => String(speaker.id) === wanted)) {
    await ask(`speakers/${wanted}`).then((speaker) => items.push(speaker), () => {});
  }
  form.elements.speaker.append(...items.map((speaker) => new Option(speaker.name, speaker.id)));
}

const closeSuggestions = offerSuggestions(form.elements.q, document.getElementById("suggestions"), {
  ask,
  takeSpeaker: ({ id }) => { location.search = `?speaker=${id}`; },
  takeWords: (words) => { form.elements.q.value = words; form.requestSubmit(); },
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  closeSuggestions();
  history.pushState(null, "", `?${new URLSearchParams(readForm())}`);
  showPage({ afresh: true });
});
for (const name of ["speaker", "kind"]) form.elements[name].addEventListener("change", () => form.requestSubmit());
more.addEventListener("click", () => showPage({ afresh: false }));
addEventListener("popstate", () => { fillForm(); showPage({ afresh: true }); });

fillSpeakers().catch(() => {}).finally(() => { fillForm(); showPage({ afresh: true }); });
