/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Searching in the claims, and opening them all. The page says everything without it, too. */
"use strict";
(function () {
  const search = document.getElementById("search");
  const faults = document.getElementById("faults");
  const open = document.getElementById("open");
  const claims = [...document.querySelectorAll(".claim")];

  function choose() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const claim of claims) {
      const text = claim.textContent.toLowerCase();
      claim.hidden = faults.checked && claim.dataset.good === "yes" || !words.every((word) => text.includes(word));
    }
    for (const area of document.querySelectorAll(".area"))
      area.hidden = !area.querySelector(".claim:not([hidden])");
  }

  /* A link to a claim opens it. */
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  }

  search.addEventListener("input", choose);
  faults.addEventListener("change", choose);
  open.addEventListener("click", () => {
    const closed = claims.some((claim) => !claim.open);
    for (const claim of claims) claim.open = closed;
    open.textContent = closed ? "Close all" : "Open all";
  });
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => claims.forEach((claim) => { claim.open = true; }));
  follow();
})();
