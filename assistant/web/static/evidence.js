// The evidence tab in the browser: handing files in one by one, and downloads. Runs with `element` and
// `trigger` of the hand-in field.
const field = element.querySelector(".drop");
const sending = element.querySelector(".sending");
const SHOWN_NAMES = 6;
const REFUSED = "Berkas tidak sampai. Periksa sambungan, lalu unggah lagi.";

function said(refusals) {
  sending.replaceChildren();
  if (!refusals.length) return;
  const note = document.createElement("div");
  note.className = "note fault";
  note.append(Object.assign(document.createElement("p"), { textContent: refusals.length + " berkas tidak diterima:" }));
  const list = document.createElement("ul");
  for (const why of new Set(refusals.map(([, each]) => each))) {
    const names = refusals.filter(([, each]) => each === why).map(([name]) => name);
    const rest = names.length > SHOWN_NAMES ? ", dan " + (names.length - SHOWN_NAMES) + " lainnya" : "";
    list.append(Object.assign(document.createElement("li"), { textContent: why + " (" + names.slice(0, SHOWN_NAMES).join(", ") + rest + ")" }));
  }
  note.append(list);
  sending.append(note);
}

// A file with the folders in which its owner keeps it.
const named = (file, name) => ({ file, name: name || file.webkitRelativePath || file.name });

async function sendOne({ file, name }) {
  if (file.size > Number(field.dataset.maxMb) * 1e6) {
    return { sentence: "Berkas melebihi " + field.dataset.maxMb + " MB. Perkecil atau pecah berkasnya." };
  }
  try {
    const address = "bukti/unggah?nama=" + encodeURIComponent(name);
    const reply = await fetch(address, { method: "POST", body: file, headers: { "x-telaah": "1" } });
    const told = await reply.json();
    return told.sentence || reply.ok ? told : { sentence: REFUSED };
  } catch (error) {
    return { sentence: REFUSED };
  }
}

let isSending = false;
async function send(files) {
  if (isSending || !files.length) return;
  isSending = true;
  files.sort((one, other) => one.name.localeCompare(other.name, "id", { numeric: true })); // folders come in no order
  const start = document.querySelector("#mulai-telaah");
  if (start) start.disabled = true;
  field.setAttribute("aria-busy", "true");
  const refusals = [];
  for (let place = 0; place < files.length; place += 1) {
    sending.textContent = "Mengunggah " + (place + 1) + " dari " + files.length + ": " + files[place].name;
    const told = await sendOne(files[place]);
    if (told.sentence) refusals.push([files[place].name, told.sentence]);
    if (told.full) {
      files.slice(place + 1).forEach((each) => refusals.push([each.name, told.sentence]));
      break;
    }
  }
  said(refusals);
  field.removeAttribute("aria-busy");
  if (start) start.disabled = false;
  isSending = false;
  trigger("select", { index: files.length, value: "" });
}

const isHidden = (name) => name.startsWith(".") || name.startsWith("~$") || name === "Thumbs.db" || name === "desktop.ini";

element.addEventListener("change", (event) => {
  if (!event.target.matches("input[type=file]")) return;
  const files = Array.from(event.target.files).filter((file) => !isHidden(file.name)).map((file) => named(file));
  event.target.value = "";
  send(files);
});

// Folders that are dropped are opened up.
async function filesOf(entry) {
  if (entry.isFile) return [named(await new Promise((done, fail) => entry.file(done, fail)), entry.fullPath.replace(/^\//, ""))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const part = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!part.length) return found;
    for (const inner of part) found.push(...(await filesOf(inner)));
  }
}

async function dropped(transfer) {
  const entries = Array.from(transfer.items || []).map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
  if (!entries.length || entries.some((entry) => !entry)) return Array.from(transfer.files).map((file) => named(file));
  const found = [];
  for (const entry of entries) found.push(...(await filesOf(entry)));
  return found;
}

["dragenter", "dragover"].forEach((name) => field.addEventListener(name, (event) => {
  event.preventDefault();
  field.classList.add("over");
}));
["dragleave", "drop"].forEach((name) => field.addEventListener(name, () => field.classList.remove("over")));
field.addEventListener("drop", async (event) => {
  event.preventDefault();
  const files = await dropped(event.dataTransfer).catch(() => []);
  send(files.filter(({ file }) => !isHidden(file.name)));
});

const page = element.closest("#tab-telaah") || document.body;

// Downloads: fetched with the browser's mark and saved from memory, so that no address is left behind that could be passed on.
async function take(button) {
  const ending = button.dataset.take;
  const reply = await fetch("bukti/hasil." + ending).catch(() => null);
  const before = button.dataset.words || button.textContent;
  button.dataset.words = before;
  if (!reply || !reply.ok) {
    button.textContent = "Hasil sudah dihapus";
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([await reply.text()], { type: reply.headers.get("content-type") }));
  link.download = "telaah-bukti." + ending;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

page.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const wanted = event.target.closest("[data-take]");
  if (wanted) take(wanted);
});
