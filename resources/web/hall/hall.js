/* The pages of a drill's hall: put new sections in their place, let the clock run, send forms without leaving the page.
   Old browsers: no arrow functions, no fetch, no promises. Whatever is put in as markup was made and escaped by the server. */
(function () {
  "use strict";
  var body = document.body, base = body.getAttribute("data-base"), query = body.getAttribute("data-query");
  var revision = body.getAttribute("data-rev"), line = document.getElementById("line"), said = document.getElementById("said");
  var clock = { s: +body.getAttribute("data-clock"), speed: +body.getAttribute("data-speed"), at: Date.now() };
  var shown = {}, ended = false, fails = 0, timer = 0, asking = null;

  function two(number) { return (number < 10 ? "0" : "") + number; }

  function tick() {
    var s = Math.floor(clock.s + (Date.now() - clock.at) / 1000 * clock.speed) % 86400;
    document.getElementById("clock").textContent = two(Math.floor(s / 3600)) + ":" + two(Math.floor(s / 60) % 60) + ":" + two(s % 60);
  }

  function say(element, text, tone) { element.textContent = text; element.className = text ? tone : "empty"; }

  function busy(section) {
    /* Somebody is typing there: what is half written must not vanish. */
    var fields = section.querySelectorAll("textarea, input, select"), i, one;
    for (i = 0; i < fields.length; i += 1) {
      one = fields[i];
      if (one === document.activeElement && one.type !== "radio") { return true; }
      if (one.tagName === "SELECT" ? one.getAttribute("data-touched") : one.type === "radio" || one.type === "checkbox"
          ? one.checked !== one.defaultChecked : one.type !== "hidden" && one.value !== one.defaultValue) { return true; }
    }
    return false;
  }

  function put(id, html, before) {
    var section = document.getElementById(id), main = document.querySelector("main"), open = {}, folds, i;
    if (!section) {
      section = document.createElement("section");
      section.id = id;
      main.insertBefore(section, before && before.parentNode === main ? before.nextSibling : main.firstChild);
    }
    folds = section.querySelectorAll("details");
    if (shown[id] === html || (html && busy(section))) { return; }
    if (shown[id] !== undefined && id === "told" && html.length > shown[id].length && navigator.vibrate) { navigator.vibrate(300); }
    shown[id] = html;
    for (i = 0; i < folds.length; i += 1) { open[folds[i].id] = folds[i].open; }
    section.innerHTML = html;
    folds = section.querySelectorAll("details");
    for (i = 0; i < folds.length; i += 1) { if (open.hasOwnProperty(folds[i].id)) { folds[i].open = open[folds[i].id]; } }
    section.className = html ? "" : "empty";
  }

  function take(news) {
    var id, before = null, all = document.querySelectorAll("main > section"), i;
    revision = String(news.rev);
    clock = { s: news.clock.s, speed: news.clock.speed, at: Date.now() };
    document.getElementById("status").textContent = news.status;
    document.getElementById("who").textContent = news.who;
    for (id in news.sections) {
      if (news.sections.hasOwnProperty(id)) { put(id, news.sections[id], before); before = document.getElementById(id); }
    }
    for (i = all.length - 1; i >= 0; i -= 1) {
      if (!news.sections.hasOwnProperty(all[i].id)) { all[i].parentNode.removeChild(all[i]); delete shown[all[i].id]; }
    }
    say(line, body.getAttribute("data-connected"), "badge ok");
    tick();
  }

  function later(ms) { clearTimeout(timer); timer = setTimeout(function () { ask(false); }, ms); }

  function ask(fresh) {
    if (ended) { return; }
    var request = asking = new XMLHttpRequest();
    request.open("GET", base + "/news?" + query + "&after=" + (fails ? "" : revision) + (fresh ? "&fresh=1" : ""));
    request.timeout = 40000;
    request.onreadystatechange = function () {
      var news = null;
      if (request.readyState !== 4 || request !== asking) { return; }
      if (request.status === 401 || request.status === 403 || request.status === 404) {
        ended = true;
        say(line, body.getAttribute("data-gone"), "badge alarm");
        say(said, body.getAttribute("data-gone"), "alarm");
        return;
      }
      if (request.status === 200) { try { news = JSON.parse(request.responseText); } catch (ignored) { news = null; } }
      if (news) { fails = 0; take(news); later(1000); return; }
      fails += 1;
      if (fails > 1) { say(line, body.getAttribute("data-lost"), "badge alarm"); }
      later(Math.min(15000, 2000 * fails));
    };
    request.send();
  }

  function encode(form) {
    var parts = [], i, one;
    for (i = 0; i < form.elements.length; i += 1) {
      one = form.elements[i];
      if (!one.name || ((one.type === "radio" || one.type === "checkbox") && !one.checked)) { continue; }
      parts.push(encodeURIComponent(one.name) + "=" + encodeURIComponent(one.value));
    }
    if (!form.getAttribute("data-once")) { form.setAttribute("data-once", String(Math.random()).slice(2) + String(Date.now())); }
    parts.push("once=" + form.getAttribute("data-once"));
    return parts.join("&");
  }

  function send(form) {
    var request = new XMLHttpRequest(), button = form.querySelector("button");
    button.disabled = true;
    request.open("POST", form.getAttribute("action"));
    request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    request.setRequestHeader("Accept", "application/json");
    request.timeout = 15000;
    request.onreadystatechange = function () {
      var answer = null;
      if (request.readyState !== 4) { return; }
      button.disabled = false;
      try { answer = JSON.parse(request.responseText); } catch (ignored) { answer = null; }
      if (!answer) { say(said, body.getAttribute("data-failed"), "alarm"); return; }
      say(said, answer.say, answer.ok ? "ok" : "alarm");
      if (answer.ok) {
        form.reset();
        form.removeAttribute("data-once");
        if (document.activeElement && document.activeElement.blur) { document.activeElement.blur(); }
        shown = {};
        ask(true);
      }
    };
    request.send(encode(form));
  }

  document.addEventListener("submit", function (event) {
    event.preventDefault();
    send(event.target);
  });
  document.addEventListener("change", function (event) {
    if (event.target.tagName === "SELECT") { event.target.setAttribute("data-touched", "1"); }
  });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { ask(true); } });
  setInterval(tick, 500);
  ask(true);
}());
