// The picture of a quoted page in a dialog, with the quote's place marked. Any element with `data-see` (a token of this browser's
// room), `data-title` and `data-words` opens it, in whatever tab it stands.
(function () {
  let dialog, picture, frame, told;
  let shown = "";

  function made() {
    dialog = document.createElement("dialog");
    dialog.id = "lihat-halaman";
    dialog.setAttribute("aria-labelledby", "judul-halaman");
    dialog.innerHTML =
      '<div class="bar"><h2 id="judul-halaman"></h2><button type="button" data-close>Tutup</button></div>' +
      '<blockquote></blockquote><p class="told" role="status"></p><div class="paper" tabindex="0"><figure><img alt=""></figure></div>';
    picture = dialog.querySelector("img");
    frame = dialog.querySelector("figure");
    told = dialog.querySelector(".told");
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    });
    dialog.addEventListener("close", () => { shown = ""; picture.removeAttribute("src"); });
  }

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
    if (!dialog) made();
    (button.closest(".sheet") || document.body).append(dialog); // a dialog in a tab that is not open would stay unseen
    const token = button.dataset.see;
    shown = token;
    dialog.querySelector("h2").textContent = button.dataset.title;
    dialog.querySelector("blockquote").textContent = button.dataset.words;
    dialog.querySelector("blockquote").hidden = !button.dataset.words;
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
    if (!button.dataset.words) {
      told.textContent = "";
      return;
    }
    told.textContent = "Mencari tempat kutipan …";
    const reply = await fetch("bukti/tempat/" + token).catch(() => null);
    const places = reply && reply.ok ? (await reply.json()).marks : [];
    if (shown !== token) return;
    told.textContent = places.length ? "Tempat kutipan ditandai pada gambar." :
      "Tempat kutipan tidak dapat ditandai pada halaman ini. Cocokkan sendiri dengan kutipan di atas.";
    mark(places);
  }

  document.addEventListener("click", (event) => {
    const asked = event.target instanceof Element && event.target.closest("[data-see]");
    if (asked) see(asked);
  });
})();
