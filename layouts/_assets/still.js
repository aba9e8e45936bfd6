// What only shows (see layouts/_still.py), drawn as React elements: Dash does not follow them one by one.
window.buurtlicht = window.buurtlicht || {};

(() => {
  const ADDRESSES = ["href", "src", "action", "formAction", "data"];

  const element = (node) => {
    if (!Array.isArray(node)) return node;
    const [tag, given, ...held] = node;
    const properties = { ...given };
    // As Dash's own html does: an address that would run a script is none.
    for (const name of ADDRESSES) if (properties[name]) properties[name] = dash_clientside.clean_url(properties[name]);
    return React.createElement(tag, properties, ...held.map(element));
  };

  buurtlicht.Still = ({ content }) => React.createElement(React.Fragment, null, ...content.map(element));
})();
