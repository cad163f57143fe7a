// On every page, before it is drawn: the chosen theme; then the button that changes it.
// Belongs here: what all pages do. Does not belong here: anything of one kind of page.

const KEY = "unreports-theme";
const root = document.documentElement;

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be forbidden; then the system decides
  }
}

function isDark(): boolean {
  return (root.dataset["theme"] ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
}

const chosen = stored();
if (chosen) root.dataset["theme"] = chosen;
root.classList.add("js");

document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector<HTMLButtonElement>("#theme");
  if (!button) return;
  const name = (): void => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `Switch to ${isDark() ? "light" : "dark"} colours`);
  };
  button.hidden = false;
  name();
  button.addEventListener("click", () => {
    root.dataset["theme"] = isDark() ? "light" : "dark";
    try {
      localStorage.setItem(KEY, root.dataset["theme"]);
    } catch {
      // not kept; it still holds for this page
    }
    name();
  });
});
