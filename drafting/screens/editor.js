// A text box that tells the server what is typed after a short pause, so that findings appear while typing.
const PAUSE = 500;

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const box = parentElement.querySelector("textarea");
  box.setAttribute("aria-label", data.label);
  // Only a text of another section or revision is put in: what is being typed is never overwritten.
  if (box.dataset.version !== data.version) {
    box.dataset.version = data.version;
    if (box.value !== data.text) box.value = data.text;
  }
  let timer = null;
  const tell = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    setStateValue("typed", { version: box.dataset.version, text: box.value });
  };
  box.oninput = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(tell, PAUSE);
  };
  box.onblur = () => {
    if (timer !== null) tell();
  };
}
