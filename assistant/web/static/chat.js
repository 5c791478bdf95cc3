// Behaviour of the page that needs no server: opening sources, copying, downloading, announcing.
(function () {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const isCalm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function openSource(id) {
    const source = byId(id);
    if (!source) return;
    document.querySelectorAll(".source.chosen").forEach((other) => other.classList.remove("chosen"));
    source.open = true;
    source.classList.add("chosen");
    source.querySelector("summary").focus({ preventScroll: true });
    source.scrollIntoView({ block: "nearest", behavior: isCalm() ? "auto" : "smooth" });
  }

  function goBack(id) {
    const marker = byId(id);
    if (!marker) return;
    marker.focus({ preventScroll: true });
    marker.scrollIntoView({ block: "center", behavior: isCalm() ? "auto" : "smooth" });
  }

  // The clipboard interface exists only on https and localhost; offices often serve plain http on their network.
  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch (error) {
        /* refused: try the old way */
      }
    }
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.appendChild(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  function download(text, name) {
    const url = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  function sayOn(button, words) {
    const before = button.dataset.words || button.textContent;
    button.dataset.words = before;
    button.textContent = words;
    announce(words);
    setTimeout(() => { button.textContent = before; }, 1800);
  }

  function announce(words) {
    let region = byId("pengumuman");
    if (!region) {
      region = document.createElement("div");
      region.id = "pengumuman";
      region.className = "sr-only";
      region.setAttribute("role", "status");
      region.setAttribute("aria-live", "polite");
      document.body.appendChild(region);
    }
    region.textContent = words;
  }

  async function act(button) {
    const action = button.dataset.action;
    const tools = button.closest(".tools");
    if (action === "sumber") openSource(button.dataset.source);
    if (action === "kembali") goBack(button.dataset.marker);
    if (action === "salin") sayOn(button, (await copy(tools.dataset.file)) ? "Tersalin" : "Gagal menyalin");
    if (action === "unduh") {
      download(tools.dataset.file, tools.dataset.name);
      announce("Jawaban diunduh");
    }
  }

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const marker = event.target.closest("a.marker");
    if (marker) {
      event.preventDefault();
      openSource(marker.dataset.source);
      return;
    }
    const button = event.target.closest("[data-action]");
    if (button) act(button);
    const thumb = event.target.closest("[data-like]");
    if (thumb) {
      thumb.parentElement.querySelectorAll("[data-like]").forEach((other) => {
        other.setAttribute("aria-pressed", String(other === thumb));
      });
    }
    if (event.target.closest("#obrolan-baru")) setTimeout(focusQuestion, 300);
  });

  function focusQuestion() {
    const box = document.querySelector("#pertanyaan textarea");
    if (box) box.focus();
  }

  // On a phone the focus would open the keyboard over the page.
  let isReady = false;
  function welcomeKeyboard() {
    if (isReady || !document.querySelector("#pertanyaan textarea")) return;
    isReady = true;
    if (window.matchMedia("(min-width: 861px)").matches) focusQuestion();
  }

  // A new question moves to the top of the window, again when its answer is complete (the page above it may have shrunk),
  // unless the reader has moved meanwhile. A finished answer is announced once.
  let lastTurn = "";
  let lastDone = "";
  let hasMoved = false;
  ["wheel", "touchmove"].forEach((name) => window.addEventListener(name, () => { hasMoved = true; }, { passive: true }));
  function bringUp() {
    const turn = document.querySelector("#terbaru .turn");
    if (!turn || hasMoved) return;
    if (turn.dataset.turn === "1") window.scrollTo(0, 0);
    else turn.scrollIntoView({ block: "start" });
  }
  function follow() {
    const turn = document.querySelector("#terbaru .turn");
    const number = turn ? turn.dataset.turn : "";
    if (number && number !== lastTurn) {
      hasMoved = false;
      requestAnimationFrame(bringUp);
    }
    lastTurn = number;
    const done = turn && turn.dataset.state === "selesai" ? number : "";
    if (done && done !== lastDone) {
      announce("Jawaban: " + turn.querySelector(".answer").innerText);
      requestAnimationFrame(bringUp);
    }
    lastDone = done || (number ? lastDone : "");
  }

  // What gradio says in fixed English, outside its own translations.
  const WORDS = {
    "Connection to the server was lost. Attempting reconnection...":
      "Sambungan ke aplikasi terputus; sedang dicoba lagi. Bila tetap terputus, periksa apakah aplikasi masih berjalan.",
    "Connection errored out.": "Sambungan ke aplikasi gagal. Muat ulang halaman, lalu coba lagi.",
    "Connection errored out. ": "Sambungan ke aplikasi gagal. Muat ulang halaman, lalu coba lagi.",
    "This application is currently busy. Please try again. ": "Aplikasi sedang sibuk. Coba lagi sebentar lagi.",
    "Error": "Gangguan", "Warning": "Perhatian", "Info": "Keterangan",
  };
  function translate() {
    document.querySelectorAll(".toast-title, .toast-message-text").forEach((element) => {
      const words = WORDS[element.textContent] || WORDS[element.textContent.trim()];
      if (words) element.textContent = words;
    });
    const more = document.querySelector('button[aria-label="More tabs"]');
    if (more) more.setAttribute("aria-label", "Tab lainnya");
  }

  function label(id, role, name) {
    const element = byId(id);
    if (!element || element.getAttribute("role")) return;
    element.setAttribute("role", role);
    element.setAttribute("aria-label", name);
  }

  new MutationObserver(() => {
    label("percakapan", "region", "Percakapan");
    label("panel-sumber", "complementary", "Sumber jawaban");
    translate();
    welcomeKeyboard();
    follow();
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-state"] });
})();
