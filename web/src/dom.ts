// Small helpers over the DOM. Text is always set as text, never as HTML.

export type Child = Node | string | number | null | undefined | false | Child[];
type Attributes = Record<string, string | number | boolean | null | undefined>;

export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(key, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

export function append(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, child);
    else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function need<T extends Element>(selector: string, within: ParentNode = document): T {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

export function on<K extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  type: K,
  act: (event: HTMLElementEventMap[K]) => void,
): HTMLElement {
  element.addEventListener(type, act);
  return element;
}

export function button(label: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = h("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

/** Copy, and say on the button that it was done. */
export function copyButton(label: string, text: () => string): HTMLButtonElement {
  const made = button(label, () => {
    void navigator.clipboard.writeText(text()).then(
      () => flash(made, "Copied"),
      () => flash(made, "Select and copy by hand"),
    );
  });
  return made;
}

function flash(element: HTMLElement, words: string): void {
  const before = element.textContent;
  element.textContent = words;
  setTimeout(() => {
    element.textContent = before;
  }, 1600);
}

/** Hand a text to the reader as a file. */
export function saveAs(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const anchor = h("a", { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

export const up = document.documentElement.dataset["up"] ?? "./";

export async function json<T>(path: string): Promise<T> {
  const answer = await fetch(up + path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}
