// The evidence tab in the browser: handing files in one by one, page pictures in a dialog, downloads. Runs with `element` and
// `trigger` of the hand-in field.
const field = element.querySelector(".drop");
const sending = element.querySelector(".sending");
const REFUSED = "Berkas tidak sampai. Periksa sambungan, lalu unggah lagi.";

function said(refusals) {
  sending.replaceChildren();
  if (!refusals.length) return;
  const note = document.createElement("div");
  note.className = "note fault";
  note.append(Object.assign(document.createElement("p"), { textContent: refusals.length + " berkas tidak diterima:" }));
  const list = document.createElement("ul");
  refusals.slice(0, 20).forEach(([name, why]) => {
    list.append(Object.assign(document.createElement("li"), { textContent: name + ": " + why }));
  });
  note.append(list);
  sending.append(note);
}

async function sendOne(file) {
  if (file.size > Number(field.dataset.maxBytes)) {
    return "Berkas melebihi " + Number(field.dataset.maxBytes) / 1e6 + " MB. Perkecil atau pecah berkasnya.";
  }
  try {
    const address = "bukti/unggah?nama=" + encodeURIComponent(file.name);
    const reply = await fetch(address, { method: "POST", body: file, headers: { "x-telaah": "1" } });
    const told = await reply.json();
    return told.sentence || (reply.ok ? "" : REFUSED);
  } catch (error) {
    return REFUSED;
  }
}

let isSending = false;
async function send(files) {
  if (isSending || !files.length) return;
  isSending = true;
  const start = document.querySelector("#mulai-telaah");
  if (start) start.disabled = true;
  field.setAttribute("aria-busy", "true");
  const refusals = [];
  for (let place = 0; place < files.length; place += 1) {
    sending.textContent = "Mengunggah " + (place + 1) + " dari " + files.length + ": " + files[place].name;
    const why = await sendOne(files[place]);
    if (why) refusals.push([files[place].name, why]);
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
  const files = Array.from(event.target.files).filter((file) => !isHidden(file.name));
  event.target.value = "";
  send(files);
});

// Folders that are dropped are opened up.
async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
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
  if (!entries.length || entries.some((entry) => !entry)) return Array.from(transfer.files);
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
  send(files.filter((file) => !isHidden(file.name)));
});

// Page pictures.
const dialog = document.createElement("dialog");
dialog.id = "lihat-halaman";
dialog.setAttribute("aria-labelledby", "judul-halaman");
dialog.innerHTML =
  '<div class="bar"><h2 id="judul-halaman"></h2><button type="button" data-close>Tutup</button></div>' +
  '<blockquote></blockquote><p class="told" role="status"></p><div class="paper" tabindex="0"><figure><img alt=""></figure></div>';
document.getElementById("lihat-halaman")?.remove();
const page = element.closest("#tab-telaah") || document.body;
page.append(dialog);
const picture = dialog.querySelector("img");
const frame = dialog.querySelector("figure");
const told = dialog.querySelector(".told");
let shown = "";

function mark(rectangles) {
  rectangles.forEach((each) => {
    const box = document.createElement("span");
    box.className = "place";
    const edge = 0.003;
    box.style.left = (each.left - edge) * 100 + "%";
    box.style.top = (each.top - edge) * 100 + "%";
    box.style.width = (each.right - each.left + 2 * edge) * 100 + "%";
    box.style.height = (each.bottom - each.top + 2 * edge) * 100 + "%";
    frame.append(box);
  });
  const first = frame.querySelector(".place");
  if (first) first.scrollIntoView({ block: "center", inline: "center" });
}

const arrived = (address) => new Promise((done, fail) => {
  picture.onload = () => done();
  picture.onerror = () => fail(new Error(address));
  picture.src = address;
});

async function see(button) {
  const token = button.dataset.see;
  shown = token;
  dialog.querySelector("h2").textContent = button.dataset.title;
  dialog.querySelector("blockquote").textContent = button.dataset.words;
  frame.querySelectorAll(".place").forEach((box) => box.remove());
  picture.removeAttribute("src");
  picture.alt = "";
  told.textContent = "Memuat gambar halaman …";
  dialog.showModal();
  try {
    await arrived("bukti/halaman/" + token);
  } catch (error) {
    if (shown === token) told.textContent = "Gambar halaman tidak tersedia: berkasnya sudah dihapus atau halamannya tidak dapat digambar.";
    return;
  }
  if (shown !== token) return;
  picture.alt = "Gambar " + button.dataset.title;
  told.textContent = "Mencari tempat kutipan …";
  const reply = await fetch("bukti/tempat/" + token).catch(() => null);
  const places = reply && reply.ok ? (await reply.json()).marks : [];
  if (shown !== token) return;
  told.textContent = places.length ? "Tempat kutipan ditandai pada gambar." :
    "Tempat kutipan tidak dapat ditandai pada halaman ini. Cocokkan sendiri dengan kutipan di atas.";
  mark(places);
}

dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
});
dialog.addEventListener("close", () => { shown = ""; picture.removeAttribute("src"); });

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
  const asked = event.target.closest("[data-see]");
  if (asked) see(asked);
  const wanted = event.target.closest("[data-take]");
  if (wanted) take(wanted);
});
