// Takes a table from the clipboard: as HTML where there is one (cells and merges are whole), else as text.
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const box = parentElement.querySelector(".box");
  box.setAttribute("aria-label", data.label);
  box.dataset.hint = data.hint;
  box.onpaste = (event) => {
    event.preventDefault();
    const page = event.clipboardData.getData("text/html");
    const text = /<table/i.test(page) ? page : event.clipboardData.getData("text/plain");
    if (text.trim()) setStateValue("pasted", { at: String(Date.now()), text });
  };
  // What is typed or dropped here is no table.
  box.oninput = () => { box.textContent = ""; };
}
