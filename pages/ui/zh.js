// Streamlit speaks only English. This puts its own words into Chinese as they appear, and
// back again when the reader chooses English (lang=en in the address). Our own words come
// translated from the server and are left alone.
(() => {
  "use strict";

  const WORDS = {
    // menu, header, sidebar
    "Main menu": "主菜单", "Rerun": "重新计算", "Settings": "设置", "Print": "打印", "About": "关于",
    "Record screen": "录制屏幕", "Record a screencast": "录制屏幕", "Clear cache": "清除缓存",
    "Get help": "帮助", "Report a bug": "报告问题", "Theme": "外观", "Light": "浅色", "Dark": "深色",
    "System": "跟随系统", "Use system setting": "跟随系统", "Appearance": "外观",
    "Choose app theme, colors and fonts": "选择外观", "Wide mode": "宽屏", "Deploy": "部署",
    "Collapse sidebar": "收起侧栏", "Expand sidebar": "展开侧栏", "Skip to main content": "跳到正文",
    "App pages": "页面", "Logo": "标志", "App Logo": "标志",
    "Made with Streamlit v": "界面框架版本 ", "Sidebar": "侧栏", "Sidebar navigation": "页面导航",
    "Navigate to home page": "回到首页", "Notifications": "通知", "View less": "收起",
    "Close": "关闭", "Cancel": "取消", "Dismiss": "知道了", "Done": "完成", "Copy": "复制",
    "Copied": "已复制", "Copy to clipboard": "复制", "Copy link to heading": "复制本节链接",
    "Link to heading": "本节链接", "Copy version to clipboard": "复制版本号",
    // running, connection
    "Running...": "计算中…", "Running": "计算中", "Stop": "停止", "Connecting": "正在连接",
    "CONNECTING": "正在连接", "Please wait...": "请稍候…", "Connection error": "连接中断",
    "Connection timed out.": "连接超时。", "Try again": "重试", "Retry": "重试",
    "Reconnected to server.": "已重新连接。", "Network error": "网络错误",
    "Streamlit server is not responding. Are you connected to the internet?":
      "服务器没有响应，请检查它是否在运行。",
    "Unable to connect to Streamlit server": "连接不上服务器", "Page not found": "没有这个页面",
    "The page that you have requested does not seem to exist": "您要打开的页面不存在",
    "Running the app's main page.": "已打开首页。", "Error": "错误", "Warning": "注意",
    "Your app is having trouble loading the component.": "组件载入失败，请刷新页面。",
    // inputs
    "Choose an option": "请选择", "Choose options": "请选择", "Select an option": "请选择",
    "Select...": "请选择", "Open": "展开选项", "No results": "没有符合的选项", "No options": "没有选项",
    "No options to select": "没有可选项",
    "Clear value": "清除", "Clear all": "全部清除", "Select all": "全选", "Clear selection": "取消选择",
    "Selectbox": "下拉选择", "Selectbox options": "选项", "Multiselect": "多选",
    "Multiselect options": "选项", "Selected values": "已选", "Increment": "增加",
    "Decrement": "减少", "Show password text": "显示密码", "Hide password text": "隐藏密码",
    "Number is above the allowed range.": "数值超过上限。",
    "Number is below the allowed range.": "数值低于下限。", "Invalid data type": "数据类型不对",
    "Press Enter to apply": "按回车确认", "Press Enter to submit form": "按回车提交",
    "(required)": "（必填）", "Choose date": "选择日期", "Choose date and time": "选择日期和时间", "Choose date range": "选择起止日期", "Clear date": "清除日期",
    "Date range": "起止日期", "Previous month": "上个月", "Next month": "下个月", "Help": "说明",
    "Show help": "说明", "Scroll tabs left": "向左", "Scroll tabs right": "向右",
    // files
    "Upload": "选择文件", "Browse files": "选择文件", "Add files": "添加文件",
    "Drag and drop file here": "把文件拖到这里", "Drag and drop a file here": "把文件拖到这里",
    "Drag and drop files here": "把文件拖到这里", "File Uploader": "上传文件", "file upload": "上传文件",
    "Error uploading file": "上传失败", "Download failed": "下载失败", "Download Button": "下载",
    // tables
    "Download as CSV": "下载 CSV", "Search": "查找", "Fullscreen": "全屏", "Close fullscreen": "退出全屏",
    "Show/hide columns": "显示或隐藏列", "Add row": "添加一行", "Delete row(s)": "删除所选行",
    "Type to search": "输入文字查找", "Next Result": "下一处", "Previous Result": "上一处",
    "Close Search": "关闭查找", "Sort ascending": "升序", "Sort descending": "降序", "Format": "格式",
    "Autosize": "自动列宽", "Pin column": "固定此列", "Unpin column": "取消固定",
    "Hide column": "隐藏此列", "Copy column name": "复制列名", "Statistics": "统计",
    "Automatic": "自动", "Localized": "本地格式", "Plain": "纯数字", "Compact": "简写",
    "Percent": "百分比", "Scientific": "科学计数", "Accounting": "会计格式", "Dollar": "美元",
    "Euro": "欧元", "Yen": "日元", "Calendar": "日历", "Distance": "距今", "Duration": "时长",
    "Dataframe column menu": "列菜单", "Empty": "空", "No data": "没有数据",
    "Count": "个数", "Distinct": "不同值", "Average": "平均", "Median": "中位数", "Minimum": "最小",
    "Maximum": "最大", "Sum": "合计", "Range": "范围", "Standard deviation": "标准差",
    "Values": "取值", "Based on sample": "按抽样计算", "True": "是", "False": "否",
    "Average length": "平均长度", "Maximum length": "最大长度", "Minimum length": "最小长度",
    "Distribution histogram": "分布直方图", "Top values frequency chart": "常见值频数图",
    "The value is not part of the allowed options.": "不在可选范围内。",
    "Invalid input.": "输入无效。", "Failed to load data": "数据载入失败",
    // charts
    "Show data": "查看数据", "Show chart": "查看图形", "Download as PNG": "下载图片",
    "Download as SVG": "下载矢量图", "Download plot as a PNG": "下载图片", "Download plot": "下载图片",
    "Zoom": "框选放大", "Pan": "平移", "Zoom in": "放大", "Zoom out": "缩小", "Autoscale": "自动范围",
    "Reset axes": "还原", "Reset view": "还原", "Reset": "还原", "Box Select": "框选",
    "Lasso Select": "套索选择", "Toggle Spike Lines": "辅助线",
    "Show closest data on hover": "显示最近的数据", "Compare data on hover": "对比同列数据",
    "Toggle show closest data on hover": "显示最近的数据",
    "Double-click on legend to isolate one trace": "双击图例只看一项",
    "Double-click to zoom back out": "双击还原",
  };

  const PATTERNS = [
    [/^(\d+)\s?MB per file(?: • (.*))?$/, (_, size, kinds) => `单个文件不超过 ${size} MB${kinds ? `,${kinds}` : ""}`],
    [/^Limit (\d+)\s?MB per file(?: • (.*))?$/, (_, size, kinds) => `单个文件不超过 ${size} MB${kinds ? `,${kinds}` : ""}`],
    [/^(\d+) options? available\.$/, (_, n) => `${n}个选项。`],
    [/^(?:Error: )?Number is outside the allowed range\. Please enter a value between (.+) and (.+)\.$/,
      (_, low, high) => `数值须在${low}与${high}之间。`],
    [/^[a-z_ ]+ icon$/, () => "图标"],
    [/^View (\d+) more$/, (_, n) => `展开另外${n}项`],
    [/^Select (\d+) matches$/, (_, n) => `选择${n}个符合项`],
    [/^Remove (.+)$/, (_, what) => `移除 ${what}`],
    [/^Add: (.+)$/, (_, what) => `添加：${what}`],
    [/^Help for (.+)$/, (_, what) => `${what} 的说明`],
    [/^Selected (.+?)\. (.+)$/, (_, value, label) => `已选 ${value}。${label}`],
    [/^(.+) \((?:custom|preset)\)$/, (_, what) => what],
    [/^This app has encountered an error\. .*$/s, () => "程序出错了，详情已写入服务器日志。请刷新页面；仍不行时请联系管理员。"],
    [/^(Fullscreen|Close fullscreen|Download as CSV|Search|Show\/hide columns|Show data|Show chart) [-–—:·] (.+)$/,
      (_, word, what) => `${WORDS[word]}:${what}`],
  ];

  const ATTRIBUTES = ["aria-label", "title", "placeholder", "data-title", "alt"];
  const OURS = "[data-testid='stMarkdownContainer']:not([data-testid='stFileUploader'] button *), [data-testid='stIconMaterial'], code, pre, script, style, textarea, iframe";
  const done = new WeakMap(); // node -> {name: [English, Chinese]}

  const inEnglish = () => new URLSearchParams(location.search).get("lang") === "en";

  function chinese(text) {
    const bare = text.trim();
    if (!bare || !/[A-Za-z]/.test(bare)) return null;
    if (Object.hasOwn(WORDS, bare)) return text.replace(bare, () => WORDS[bare]);
    for (const [pattern, phrase] of PATTERNS) {
      if (pattern.test(bare)) return text.replace(bare, () => bare.replace(pattern, phrase));
    }
    return null;
  }

  function set(node, name, text) {
    if (name === "") node.nodeValue = text;
    else node.setAttribute(name, text);
  }

  function put(node, name, text) {
    const known = done.get(node) ?? {};
    if (inEnglish()) {
      if (known[name]?.[1] === text) set(node, name, known[name][0]);
      return;
    }
    const translation = chinese(text);
    if (translation === null || translation === text) return;
    known[name] = [text, translation];
    done.set(node, known);
    set(node, name, translation);
  }

  function visit(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement?.closest(OURS)) put(node, "", node.nodeValue);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      for (const name of ATTRIBUTES) {
        if (node.hasAttribute(name)) put(node, name, node.getAttribute(name));
      }
      node.childNodes.forEach(visit);
    }
  }

  let english = null;
  function languageChanged() {
    if (english === inEnglish()) return false;
    english = inEnglish();
    document.documentElement.lang = english ? "en" : "zh-CN";
    return true;
  }

  languageChanged();
  new MutationObserver((changes) => {
    if (languageChanged()) visit(document.documentElement);
    else for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(visit);
      else visit(change.target);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });

  // The address also changes without any change to the page.
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function (...args) {
      original.apply(this, args);
      if (languageChanged()) visit(document.documentElement);
    };
  }
})();
