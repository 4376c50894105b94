// A short sound and a buzz for "one minute left" and "time", where a <button data-bell> offers to switch them off.
let player;

const buttons = () => document.querySelectorAll("[data-bell]");
const isOn = () => localStorage.getItem("bell") !== "off";

function note(pitch, after) {
  const at = player.currentTime + after;
  const tone = player.createOscillator();
  const loudness = player.createGain();
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.2, at);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.9);
  tone.connect(loudness).connect(player.destination);
  tone.start(at);
  tone.stop(at + 1);
}

function ring(pitches, buzz) {
  if (!buttons().length || !isOn()) return;
  navigator.vibrate?.(buzz);
  if (player?.state === "running") pitches.forEach((pitch, i) => note(pitch, i * 0.35));
}

function show() {
  for (const button of buttons()) button.setAttribute("aria-pressed", String(isOn()));
}

document.addEventListener("click", (tap) => {
  player ??= new AudioContext(); // browsers allow sound only after a tap
  player.resume();
  if (!tap.target.closest("[data-bell]")) return;
  localStorage.setItem("bell", isOn() ? "off" : "on");
  show();
});
document.addEventListener("clock:soon", () => ring([523], [120]));
document.addEventListener("clock:time", () => ring([659, 523], [150, 100, 150]));
document.addEventListener("htmx:after:swap", show);
show();
