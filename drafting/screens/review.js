export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".text");
  root.replaceChildren();
  for (const piece of data) {
    const span = document.createElement("span");
    span.textContent = piece.text;
    if (piece.kind) {
      span.className = "number " + piece.kind;
      span.dataset.at = piece.at;
      span.tabIndex = 0;
      span.setAttribute("role", "button");
      const choose = () => {
        root.querySelectorAll(".chosen").forEach((s) => s.classList.remove("chosen"));
        span.classList.add("chosen");
        setStateValue("chosen", piece.at);
      };
      span.onclick = choose;
      span.onkeydown = (event) => {
        if (event.key === "Enter") choose();
      };
    }
    root.appendChild(span);
  }
}
