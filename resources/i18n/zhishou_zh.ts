<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutCard</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Libraries and licences…</source>
        <translation>组件与许可…</translation>
    </message>
    <message>
        <source>Libraries and licences</source>
        <translation>组件与许可</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ActsView</name>
    <message>
        <source>Participants only</source>
        <translation>只看参演人员</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>What</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>行动</translation>
    </message>
    <message>
        <source>Nobody has done anything yet</source>
        <translation>还没有人行动</translation>
    </message>
    <message>
        <source>What participants do appears here at once.</source>
        <translation>参演人员的每一步会立即出现在这里。</translation>
    </message>
</context>
<context>
    <name>AlarmBars</name>
    <message>
        <source>All deadlines were computed anew. Check the clock of this machine.</source>
        <translation>所有时限已按新时间重算。请核对本机时钟。</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已知悉</translation>
    </message>
    <message>
        <source>Due and not acknowledged, and no leader is in the contact book: whom should the desk call?</source>
        <translation>到时限无人确认，通讯录里又没有带班领导和主要领导：请先登记，以便呼叫。</translation>
    </message>
    <message>
        <source>Contact book</source>
        <translation>通讯录</translation>
    </message>
</context>
<context>
    <name>AlarmCard</name>
    <message>
        <source>Alarms</source>
        <translation>时限提示</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>白天</translation>
    </message>
    <message>
        <source>At night</source>
        <translation>夜间</translation>
    </message>
    <message>
        <source>Sound before a deadline is due too (half, four fifths)</source>
        <translation>时限前也出声（过半、过八成）</translation>
    </message>
    <message>
        <source>Night profile</source>
        <translation>启用夜间方案</translation>
    </message>
    <message>
        <source>At night too, sound before a deadline is due</source>
        <translation>夜间时限前也出声</translation>
    </message>
    <message>
        <source>Blink the strip&apos;s edge and the task bar</source>
        <translation>时限条边缘和任务栏闪动</translation>
    </message>
    <message>
        <source>Nothing on screen blinks (the edge is lit steadily)</source>
        <translation>减少动态：不闪动，边缘常亮</translation>
    </message>
    <message>
        <source>Message of the system when another window is in front</source>
        <translation>其他窗口在前时弹系统托盘消息</translation>
    </message>
    <message>
        <source>Say the most urgent alarm aloud</source>
        <translation>语音播报最急的一项</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>不呼叫</translation>
    </message>
    <message>
        <source>Sound file</source>
        <translation>声音文件</translation>
    </message>
    <message>
        <source>Sound (*.wav)</source>
        <translation>声音 (*.wav)</translation>
    </message>
    <message>
        <source>This is how an alarm is said.</source>
        <translation>时限提示将这样播报。</translation>
    </message>
    <message>
        <source>This installation has no speech: the sound stays.</source>
        <translation>本安装不含语音组件，仍用提示音。</translation>
    </message>
    <message>
        <source>This machine has no speech engine: the sound stays.</source>
        <translation>本机没有语音引擎，仍用提示音。</translation>
    </message>
    <message>
        <source>This machine has no Chinese voice: the sound stays. Add one in the system&apos;s settings.</source>
        <translation>本机没有中文语音，仍用提示音。可在系统设置中添加。</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source> (suggested)</source>
        <translation>（建议值）</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>提示音</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>What is due or overdue always sounds, again every two minutes until it is acknowledged (F10).</source>
        <translation>到时限和已超时一定出声，未确认（F10）前每两分钟再响一次。</translation>
    </message>
    <message>
        <source>Night hours</source>
        <translation>夜间时段</translation>
    </message>
    <message>
        <source>Volume at night</source>
        <translation>夜间音量</translation>
    </message>
    <message>
        <source>This desktop shows no tray messages: sound, edge and task bar stay.</source>
        <translation>本桌面不支持托盘消息，仍有提示音、边缘和任务栏提示。</translation>
    </message>
    <message>
        <source>Due and not acknowledged: call the leaders after</source>
        <translation>到时限无人确认，多久后呼叫领导</translation>
    </message>
</context>
<context>
    <name>AlarmList</name>
    <message>
        <source>Alarms</source>
        <translation>时限提示</translation>
    </message>
    <message>
        <source>No alarm</source>
        <translation>无提示</translation>
    </message>
    <message>
        <source>Stages appear here as deadlines reach them.</source>
        <translation>时限到了各阶段，就列在这里。</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Acknowledge all</source>
        <translation>全部确认</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>应答…</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>提示时间</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>应做</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>Answer</name>
    <message>
        <source>Phoned</source>
        <translation>已电话报</translation>
    </message>
    <message>
        <source>Compose report…</source>
        <translation>拟写书面报告…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Done or sent</source>
        <translation>已完成（已发出）</translation>
    </message>
    <message>
        <source>Waive…</source>
        <translation>免报…</translation>
    </message>
    <message>
        <source>Why is this duty not answered?</source>
        <translation>为何免报</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Show checklist</source>
        <translation>查看任务清单</translation>
    </message>
    <message>
        <source>Does not apply…</source>
        <translation>不适用…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Why does it not apply?</source>
        <translation>为何不适用</translation>
    </message>
    <message>
        <source>Already under way</source>
        <translation>已出动</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>已受领</translation>
    </message>
    <message>
        <source>Show who is inside</source>
        <translation>查看在场人员</translation>
    </message>
    <message>
        <source>Still at work: other time…</source>
        <translation>仍在作业：改时间…</translation>
    </message>
    <message>
        <source>Is out, was seen</source>
        <translation>已离场，已核实</translation>
    </message>
    <message>
        <source>Show outbox</source>
        <translation>查看发件箱</translation>
    </message>
    <message>
        <source>Signed for…</source>
        <translation>已签收…</translation>
    </message>
    <message>
        <source>Confirm by phone…</source>
        <translation>电话确认…</translation>
    </message>
    <message>
        <source>Show list</source>
        <translation>查看清单</translation>
    </message>
    <message>
        <source>Record a step…</source>
        <translation>记录进展…</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>反馈…</translation>
    </message>
    <message>
        <source>Spoke to</source>
        <translation>接话人</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Read back and confirmed</source>
        <translation>已复述确认</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>通话内容</translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation>报送方式</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Due {time}</source>
        <translation>时限 {time}</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>The desk cannot be opened</source>
        <translation>值守台无法打开</translation>
    </message>
</context>
<context>
    <name>Arrivals</name>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 条</translation>
    </message>
    <message>
        <source>No</source>
        <translation>不是</translation>
    </message>
    <message>
        <source>Not so: do not suggest it again</source>
        <translation>情况不符，本次任务不再提示</translation>
    </message>
    <message>
        <source>No position suggests anything now</source>
        <translation>目前没有定位提示</translation>
    </message>
</context>
<context>
    <name>BookTab</name>
    <message>
        <source>Choose another…</source>
        <translation>另选一套…</translation>
    </message>
    <message>
        <source>Copy and edit…</source>
        <translation>复制并编辑…</translation>
    </message>
    <message>
        <source>Make a rulebook of your own of it</source>
        <translation>以它为底稿，建立本地的报送规则</translation>
    </message>
    <message>
        <source>How rules are written</source>
        <translation>规则说明</translation>
    </message>
    <message>
        <source>Reporting rules</source>
        <translation>报送规则</translation>
    </message>
    <message>
        <source>No rulebook is in force</source>
        <translation>未启用报送规则</translation>
    </message>
    <message>
        <source>Choose one in the settings.</source>
        <translation>请在设置中选择。</translation>
    </message>
    <message>
        <source>No rulebook in force</source>
        <translation>未启用报送规则</translation>
    </message>
    <message>
        <source>Without a rulebook no reporting deadline is computed.</source>
        <translation>未启用报送规则，不计算报送时限。</translation>
    </message>
    <message>
        <source>These limits are not your county&apos;s: its own document must be entered and chosen in the settings.</source>
        <translation>以下时限并非本县规定：请录入本县文件，并在设置中启用。</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>计时</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>From → to</source>
        <translation>报送方向</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Clock starts</source>
        <translation>起算</translation>
    </message>
    <message>
        <source>When</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>性质</translation>
    </message>
    <message>
        <source>Select a rule to see its conditions in full.</source>
        <translation>选择一条规则，查看完整条件。</translation>
    </message>
</context>
<context>
    <name>BookVersionsTab</name>
    <message>
        <source>Rulebook versions</source>
        <translation>规则版本</translation>
    </message>
    <message>
        <source>No rulebooks</source>
        <translation>没有报送规则</translation>
    </message>
    <message>
        <source>Begin one, or import a file.</source>
        <translation>请新建，或导入文件。</translation>
    </message>
    <message>
        <source>No rulebook of your own is in force: copy one, enter the limits of your county&apos;s document, have it approved and put it in force.</source>
        <translation>还没有本地的报送规则在施行：请复制一套，按本县文件录入时限，经批准后施行。</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>与哪一版比较</translation>
    </message>
    <message>
        <source>Open the current version (Enter)</source>
        <translation>打开当前版本（回车）</translation>
    </message>
    <message>
        <source>Copy and edit…</source>
        <translation>复制并编辑…</translation>
    </message>
    <message>
        <source>Begin a draft with what it says (Ctrl+D)</source>
        <translation>以它为底稿建立草稿（Ctrl+D）</translation>
    </message>
    <message>
        <source>New, empty…</source>
        <translation>新建空白…</translation>
    </message>
    <message>
        <source>Begin an empty rulebook (Insert)</source>
        <translation>新建空白规则（Insert）</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>比较…</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>作废…</translation>
    </message>
    <message>
        <source>Send back…</source>
        <translation>退回…</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>审核…</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>批准…</translation>
    </message>
    <message>
        <source>Put in force…</source>
        <translation>施行…</translation>
    </message>
    <message>
        <source>Rulebook</source>
        <translation>报送规则</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>本台</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>适用地区</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>效力</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最近一步</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
</context>
<context>
    <name>CasesPage</name>
    <message>
        <source>Facts: {facts}</source>
        <translation>情况：{facts}</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>另有 {count} 处</translation>
    </message>
    <message>
        <source>The plan gives what the case expects</source>
        <translation>预案的结果与预期一致</translation>
    </message>
    <message>
        <source>The outcome of the draft as it stands becomes what the case expects</source>
        <translation>把草稿现在给出的结果作为这个用例的预期</translation>
    </message>
    <message>
        <source>Change the facts…</source>
        <translation>修改情况…</translation>
    </message>
    <message>
        <source>Bring them into “Try it” at the right</source>
        <translation>把这些情况放进右侧“试一试”</translation>
    </message>
    <message>
        <source>Expect what is given now</source>
        <translation>以现结果为准</translation>
    </message>
</context>
<context>
    <name>CatchUp</name>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Kind of incident</source>
        <translation>事件类型</translation>
    </message>
    <message>
        <source>Happened at</source>
        <translation>事发时间</translation>
    </message>
    <message>
        <source>What the slip says</source>
        <translation>纸单原文</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Needed for a correction</source>
        <translation>更正时必填</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>By</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>To</source>
        <translation>报给</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>受话人</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>手段</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>对方已复述</translation>
    </message>
    <message>
        <source>What was reported</source>
        <translation>报告内容</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Why, if a unit was resting</source>
        <translation>派出休整力量的理由</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>It was not done</source>
        <translation>没有办</translation>
    </message>
    <message>
        <source>Result, or why not</source>
        <translation>结果，或没办的原因</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Came by</source>
        <translation>来件方式</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>The words</source>
        <translation>原话</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>责任单位（人）</translation>
    </message>
    <message>
        <source>To be done by</source>
        <translation>办理时限</translation>
    </message>
    <message>
        <source>To be answered by</source>
        <translation>反馈时限</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>叫应对象</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Passed on to</source>
        <translation>由谁转告</translation>
    </message>
    <message>
        <source>Shelter</source>
        <translation>安置点</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>值班员</translation>
    </message>
    <message>
        <source>Slip number</source>
        <translation>纸单编号</translation>
    </message>
    <message>
        <source>Number on the slip</source>
        <translation>纸单上的编号</translation>
    </message>
    <message>
        <source>Kind of slip</source>
        <translation>纸单种类</translation>
    </message>
    <message>
        <source>Type it in…</source>
        <translation>录入…</translation>
    </message>
    <message>
        <source>Blank forms…</source>
        <translation>空白表单…</translation>
    </message>
    <message>
        <source>Print forms with the next numbers</source>
        <translation>按下一批编号打印空白表单</translation>
    </message>
    <message>
        <source>Everything needed to go on by hand, as one PDF</source>
        <translation>断电后手工继续所需的全部材料，合为一个 PDF</translation>
    </message>
    <message>
        <source>Earlier shifts too</source>
        <translation>含以前班次</translation>
    </message>
    <message>
        <source>Nothing was caught up in this shift</source>
        <translation>本班没有补录</translation>
    </message>
    <message>
        <source>After a power cut: type in slip after slip, in the order of their times</source>
        <translation>停电恢复后，按纸面时间先后逐张录入</translation>
    </message>
    <message>
        <source>Catch up: {kind}</source>
        <translation>补录：{kind}</translation>
    </message>
    <message>
        <source>The time on the paper counts; the time of typing is kept beside it.</source>
        <translation>以纸面时间为准，录入时间另行保留，两者都显示。</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>补录</translation>
    </message>
    <message>
        <source>0 for paper without a number; next free number: {number}</source>
        <translation>无号纸填 0；下一个空号 {number}</translation>
    </message>
    <message>
        <source>No slip with this number was printed here</source>
        <translation>本台没有印发过这个编号的纸单</translation>
    </message>
    <message>
        <source>0: paper without a number</source>
        <translation>无号纸填 0</translation>
    </message>
    <message>
        <source>Time on the paper</source>
        <translation>纸面时间</translation>
    </message>
    <message>
        <source>Row of the sheet</source>
        <translation>登记表行号</translation>
    </message>
    <message>
        <source>empty for a whole slip</source>
        <translation>整张纸单不填</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>书写人</translation>
    </message>
    <message>
        <source>if somebody else than you</source>
        <translation>不是本人写的才填</translation>
    </message>
    <message>
        <source>Number is right</source>
        <translation>编号无误</translation>
    </message>
    <message>
        <source>although it was used before or not printed here</source>
        <translation>用过的、非本台印发的，也照录</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>纸单</translation>
    </message>
    <message>
        <source>On paper</source>
        <translation>纸面时间</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>录入时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Typed by</source>
        <translation>录入人</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>(no incident)</source>
        <translation>（不选事件）</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>预案</translation>
    </message>
    <message>
        <source>Names and numbers in full…</source>
        <translation>显示完整姓名和号码…</translation>
    </message>
    <message>
        <source>For this paper only, and for a reason that is entered in the journal</source>
        <translation>只对这一份文书，须写明理由，理由记入日志</translation>
    </message>
    <message>
        <source>Stays in the duty room: names and numbers are in full.</source>
        <translation>值班室内部使用：姓名和号码完整。</translation>
    </message>
    <message>
        <source>Print (Ctrl+Shift+P)</source>
        <translation>打印（Ctrl+Shift+P）</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save as PDF (Ctrl+S), Word or plain text</source>
        <translation>存为 PDF（Ctrl+S）、Word 或纯文本</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>复制文本</translation>
    </message>
    <message>
        <source>Copy the plain text (Ctrl+Shift+C)</source>
        <translation>复制纯文本（Ctrl+Shift+C）</translation>
    </message>
    <message>
        <source>Kept copies</source>
        <translation>留存件</translation>
    </message>
    <message>
        <source>Everything that was printed or saved</source>
        <translation>打印、保存、复制过的全部文书</translation>
    </message>
    <message>
        <source>Was this file issued here? Files may be dropped on the window too.</source>
        <translation>核对文件是否本台印发；也可把文件拖到窗口上</translation>
    </message>
    <message>
        <source>Check a file…</source>
        <translation>核验文件…</translation>
    </message>
    <message>
        <source>Kept copies ({count})</source>
        <translation>留存件（{count}）</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>Word…</source>
        <translation>Word…</translation>
    </message>
    <message>
        <source>Plain text…</source>
        <translation>纯文本…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
</context>
<context>
    <name>ClockBar</name>
    <message>
        <source>Speed</source>
        <translation>倍速</translation>
    </message>
    <message>
        <source>{passed} of {length} min</source>
        <translation>{passed} / {length} 分钟</translation>
    </message>
    <message>
        <source>Nothing is to come</source>
        <translation>后面没有导调了</translation>
    </message>
    <message>
        <source>next at {time}, in {left}</source>
        <translation>下一项 {time}，还有 {left}</translation>
    </message>
</context>
<context>
    <name>Coach</name>
    <message>
        <source>This step is not in this window: close it (Esc) to go on.</source>
        <translation>这一步不在这个窗口里：按 Esc 关掉它再继续。</translation>
    </message>
    <message>
        <source>(Its place is not on the screen now: {key} brings it to the front.)</source>
        <translation>（位置不在当前屏幕上：按 {key} 转过去。）</translation>
    </message>
    <message>
        <source>Step {number} of {all}</source>
        <translation>第 {number} 步，共 {all} 步</translation>
    </message>
    <message>
        <source>The guide was followed to its end</source>
        <translation>按提示走完</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Go on without the guide</source>
        <translation>收起提示，自己练</translation>
    </message>
    <message>
        <source>Back to the real desk</source>
        <translation>回到真实值守台</translation>
    </message>
    <message>
        <source>Leave the five-minute drill</source>
        <translation>离开五分钟上手演练</translation>
    </message>
    <message>
        <source>Going back closes this window; the drill can be gone on with later from the list of kept drills.</source>
        <translation>回去即关闭本窗口；以后可从“演练”屏的已存演练里接着练。</translation>
    </message>
    <message>
        <source>The guide is put away; {key} brings it back</source>
        <translation>提示已收起；按 {key} 可再叫出来</translation>
    </message>
    <message>
        <source>The drill is over: {time}</source>
        <translation>演练已结束：用时 {time}</translation>
    </message>
    <message>
        <source>Look at the score, or leave.</source>
        <translation>可以再看评分，或者离开。</translation>
    </message>
    <message>
        <source>All steps are behind you</source>
        <translation>各步都已走过</translation>
    </message>
    <message>
        <source>End the drill to see time and score.</source>
        <translation>结束演练，看用时和评分。</translation>
    </message>
</context>
<context>
    <name>CoachFinish</name>
    <message>
        <source>You took {time}</source>
        <translation>您用了 {time}</translation>
    </message>
    <message>
        <source>{done} of {all} steps are in the journal. It was practice: it stands in no calendar and counts for no frequency.</source>
        <translation>{all} 步中 {done} 步已记入日志。这是练习：不进演练台账，不计频次。</translation>
    </message>
    <message>
        <source>Where everything is</source>
        <translation>东西都在哪里</translation>
    </message>
    <message>
        <source>Look around here</source>
        <translation>在这里再看看</translation>
    </message>
    <message>
        <source>Back to the real desk</source>
        <translation>回到真实值守台</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>CoachStrip</name>
    <message>
        <source>End and see the score</source>
        <translation>结束并看评分</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>指给我看</translation>
    </message>
    <message>
        <source>Skip this step</source>
        <translation>跳过这步</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>See the score</source>
        <translation>看评分</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Address the report to</source>
        <translation>选择主送单位</translation>
    </message>
    <message>
        <source>Space ticks a line</source>
        <translation>按空格键勾选</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>主送单位</translation>
    </message>
    <message>
        <source>Written report</source>
        <translation>书面报告</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Elements: Enter fills in, (V) marks as being checked</source>
        <translation>报告要素：回车填写，(V) 注明正在核实</translation>
    </message>
    <message>
        <source>Nothing is asked of this report</source>
        <translation>本报告没有必备要素</translation>
    </message>
    <message>
        <source>Figures: Enter verifies</source>
        <translation>数据：回车核实</translation>
    </message>
    <message>
        <source>No figure is recorded</source>
        <translation>尚未记录数据</translation>
    </message>
    <message>
        <source>Must be in it</source>
        <translation>报告要素</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据及来源</translation>
    </message>
    <message>
        <source>To: {roles}</source>
        <translation>主送：{roles}</translation>
    </message>
    <message>
        <source>{count} missing</source>
        <translation>缺 {count} 项</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>已齐</translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation>{count} 项有变化</translation>
    </message>
    <message>
        <source>The report is signed; tell what is new in the next one</source>
        <translation>报告已签发；新情况请写入续报</translation>
    </message>
    <message>
        <source>What does the superior want checked?</source>
        <translation>上级要求核实什么？</translation>
    </message>
    <message>
        <source>Update (Ctrl+R)</source>
        <translation>更新 Ctrl+R</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>Phoned… (Ctrl+T)</source>
        <translation>电话已报… Ctrl+T</translation>
    </message>
    <message>
        <source>Submit (Ctrl+D)</source>
        <translation>送审 Ctrl+D</translation>
    </message>
    <message>
        <source>Give back…</source>
        <translation>退回修改…</translation>
    </message>
    <message>
        <source>By telephone… (Ctrl+H)</source>
        <translation>电话授权… Ctrl+H</translation>
    </message>
    <message>
        <source>Sign… (Ctrl+G)</source>
        <translation>签发… Ctrl+G</translation>
    </message>
    <message>
        <source>Print (Ctrl+P)</source>
        <translation>打印 Ctrl+P</translation>
    </message>
    <message>
        <source>Issue… (Ctrl+Enter)</source>
        <translation>发出… Ctrl+Enter</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 Esc</translation>
    </message>
    <message>
        <source>Enter: fill in   (V) being checked</source>
        <translation>回车 填写&#x3000;(V) 正在核实</translation>
    </message>
    <message>
        <source>Enter: verify</source>
        <translation>回车 核实</translation>
    </message>
    <message>
        <source>New text for: {section}</source>
        <translation>新稿：{section}</translation>
    </message>
    <message>
        <source>Struck through: only in your text. Underlined: only in the new one.</source>
        <translation>划去的只在您的文字里，加下划线的只在新稿里。</translation>
    </message>
    <message>
        <source>Your text → new text</source>
        <translation>您的文字 → 新稿</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再定</translation>
    </message>
    <message>
        <source>Take the new text</source>
        <translation>采用新稿</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Start the shift in the duty room.</source>
        <translation>请在值班室登记带班领导和值班员。</translation>
    </message>
    <message>
        <source>It comes from the response, the units sent and the tasks done.</source>
        <translation>此项来自启动的响应、派出的力量和办结的任务。</translation>
    </message>
    <message>
        <source>End the response on the tasks tab of the incident.</source>
        <translation>请在该事件“任务”页终止响应。</translation>
    </message>
    <message>
        <source>Report about the whole area</source>
        <translation>全辖区报告</translation>
    </message>
    <message>
        <source>No printer</source>
        <translation>没有打印机</translation>
    </message>
    <message>
        <source>This computer has no printer. Save the report as PDF and print it elsewhere.</source>
        <translation>本机没有打印机。请存为 PDF，到其他电脑打印。</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Copy field by field</source>
        <translation>逐项复制</translation>
    </message>
    <message>
        <source>Enter copies the text of the line and moves on; paste it into the field of the other system.</source>
        <translation>回车复制当前一项并移到下一项，再粘贴到对方系统的对应栏目。</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>栏目</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Copy everything</source>
        <translation>复制全文</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>全文</translation>
    </message>
    <message>
        <source>All is handed in</source>
        <translation>已填报完毕</translation>
    </message>
    <message>
        <source>Copied: {name}</source>
        <translation>已复制：{name}</translation>
    </message>
    <message>
        <source>New text: compare…</source>
        <translation>有新稿，比对…</translation>
    </message>
    <message>
        <source>written by hand</source>
        <translation>人工改写</translation>
    </message>
    <message>
        <source>drafted</source>
        <translation>自动拟稿</translation>
    </message>
    <message>
        <source>Missing: {elements}</source>
        <translation>缺少：{elements}</translation>
    </message>
    <message>
        <source>Back, fill them in</source>
        <translation>返回补填</translation>
    </message>
    <message>
        <source>Mark them “being checked” and go on</source>
        <translation>注明“正在核实”并继续</translation>
    </message>
    <message>
        <source>The report is not complete</source>
        <translation>报告要素不全</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>退回修改</translation>
    </message>
    <message>
        <source>What is to be changed?</source>
        <translation>需要修改什么？</translation>
    </message>
    <message>
        <source>Sign the report</source>
        <translation>签发报告</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签发</translation>
    </message>
    <message>
        <source>Authorised by telephone</source>
        <translation>电话授权签发</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Reported by telephone</source>
        <translation>电话已报</translation>
    </message>
    <message>
        <source>Issue the report</source>
        <translation>发出报告</translation>
    </message>
    <message>
        <source>Record the report as sent</source>
        <translation>登记报告已发出</translation>
    </message>
    <message>
        <source>Withdraw the report</source>
        <translation>撤回报告</translation>
    </message>
    <message>
        <source>Why? It stays on the record.</source>
        <translation>撤回原因（留存备查）</translation>
    </message>
    <message>
        <source>Signed after the fact because</source>
        <translation>事后补签理由</translation>
    </message>
    <message>
        <source>To</source>
        <translation>报给</translation>
    </message>
    <message>
        <source>By</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Address, if not the usual one</source>
        <translation>地址（不填则用设置中的）</translation>
    </message>
    <message>
        <source>The machine sends it and records when it went and who signed for it. Channels are set up in the settings.</source>
        <translation>由本机自动发送，发出时间和签收人自动登记；通道在“设置”中配置。</translation>
    </message>
    <message>
        <source>Into the outbox</source>
        <translation>放入发件箱</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>放入</translation>
    </message>
</context>
<context>
    <name>ConductorRoom</name>
    <message>
        <source>Observer</source>
        <translation>观摩窗口</translation>
    </message>
    <message>
        <source>Conductor&apos;s room</source>
        <translation>导调台</translation>
    </message>
    <message>
        <source>Choose an inject that is still to come</source>
        <translation>请选一条尚未下达的导调</translation>
    </message>
    <message>
        <source>To the real desk</source>
        <translation>返回实战</translation>
    </message>
    <message>
        <source>The drill is over. Judge what is left; then take it over to the real desk.</source>
        <translation>演练已结束。评价完毕后，请登记到正式值守台。</translation>
    </message>
    <message>
        <source>Take over…</source>
        <translation>登记…</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>行动</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Seats and comms</source>
        <translation>席位与通信测试</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Something went wrong in the program. What was confirmed on screen is in the journal.</source>
        <translation>程序出错。屏幕上已确认的内容均已记入日志。</translation>
    </message>
    <message>
        <source>A report was written to %1</source>
        <translation>错误记录已写入 %1</translation>
    </message>
    <message>
        <source>Unexpected error</source>
        <translation>意外错误</translation>
    </message>
</context>
<context>
    <name>DataCard</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Journal, documents, layers, roads, names and settings are in it; a backup is a copy of these, verified.</source>
        <translation>内含日志、文书、图层、路网、地名和设置；备份即这些内容的副本，并经校验。</translation>
    </message>
    <message>
        <source>Back up now…</source>
        <translation>立即备份…</translation>
    </message>
    <message>
        <source>Copying and verifying…</source>
        <translation>正在复制并校验…</translation>
    </message>
    <message>
        <source>No backup was made.</source>
        <translation>未备份。</translation>
    </message>
    <message>
        <source>Backed up: {entries} entries, {documents} documents in {path}</source>
        <translation>备份完成：日志 {entries} 条、文书 {documents} 份，位于 {path}</translation>
    </message>
    <message>
        <source>Base maps are not in it ({count} files, {mb} MB): carry them with a regional package.</source>
        <translation>底图文件不在备份内（{count} 个，{mb} 兆）：请用区域数据包另存。</translation>
    </message>
    <message>
        <source>New folder for the backup</source>
        <translation>备份到新文件夹</translation>
    </message>
    <message>
        <source>Folder (*)</source>
        <translation>文件夹 (*)</translation>
    </message>
</context>
<context>
    <name>DeadlineStrip</name>
    <message>
        <source>Deadlines</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>没有到期事项</translation>
    </message>
    <message>
        <source>Show all deadlines</source>
        <translation>查看全部时限</translation>
    </message>
    <message>
        <source>Answer (F9)</source>
        <translation>应答 (F9)</translation>
    </message>
    <message>
        <source>Answer the most urgent deadline</source>
        <translation>应答最紧时限</translation>
    </message>
    <message>
        <source>Acknowledge (F10)</source>
        <translation>确认提示 (F10)</translation>
    </message>
    <message>
        <source>Silence this stage only; the next one sounds again</source>
        <translation>只静本阶段；到下一阶段会再响</translation>
    </message>
    <message>
        <source>Show all alarms (F12)</source>
        <translation>查看全部提示 (F12)</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>None overdue</source>
        <translation>无超时</translation>
    </message>
    <message>
        <source>Alarms %1 (F12)</source>
        <translation>提示 %1 (F12)</translation>
    </message>
    <message>
        <source>No alarm</source>
        <translation>无提示</translation>
    </message>
</context>
<context>
    <name>DevicesBoard</name>
    <message>
        <source>Position terminals</source>
        <translation>定位终端</translation>
    </message>
    <message>
        <source>No phone is enrolled</source>
        <translation>还没有登记手机</translation>
    </message>
    <message>
        <source>Enrol one: its QR code is shown once, the phone&apos;s app reads it</source>
        <translation>点“登记手机”：二维码只显示一次，用手机上的程序扫描即可</translation>
    </message>
    <message>
        <source>Enrol a phone…</source>
        <translation>登记手机…</translation>
    </message>
    <message>
        <source>New token…</source>
        <translation>更换令牌…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>Revoke {name}</source>
        <translation>停用“{name}”</translation>
    </message>
    <message>
        <source>Why (lost, handed back, left the team)?</source>
        <translation>停用理由（丢失、交回、离队等）</translation>
    </message>
    <message>
        <source>Nothing listens for phones now; enrolled ones are taken in once it is switched on.</source>
        <translation>目前没有开启定位接收，开启后已登记的手机才能上报位置。</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>打开设置</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>上次联络</translation>
    </message>
    <message>
        <source>Last report</source>
        <translation>最近上报</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>电量</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>手机程序</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>登记时间</translation>
    </message>
    <message>
        <source>Why revoked</source>
        <translation>停用理由</translation>
    </message>
</context>
<context>
    <name>DifferenceDialog</name>
    <message>
        <source>Difference: {old} → {new}</source>
        <translation>版本比较：{old} → {new}</translation>
    </message>
    <message>
        <source>No part differs</source>
        <translation>结构部分没有差别</translation>
    </message>
    <message>
        <source>The prose does not differ</source>
        <translation>正文没有差别</translation>
    </message>
    <message>
        <source>Equal paragraphs too</source>
        <translation>同时显示相同段落</translation>
    </message>
    <message>
        <source>Parts ({count})</source>
        <translation>结构（{count}）</translation>
    </message>
    <message>
        <source>Prose ({count})</source>
        <translation>正文（{count}）</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>修改</translation>
    </message>
</context>
<context>
    <name>DifferenceView</name>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Both say the same</source>
        <translation>两者一致</translation>
    </message>
    <message>
        <source>The order of the rules does not count.</source>
        <translation>规则的先后次序不计。</translation>
    </message>
    <message>
        <source>There is no rulebook in force to compare with.</source>
        <translation>没有现行的报送规则可供比较。</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>栏目</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原为</translation>
    </message>
    <message>
        <source>After</source>
        <translation>改为</translation>
    </message>
</context>
<context>
    <name>DispatchingCard</name>
    <message>
        <source>Who goes</source>
        <translation>派遣建议</translation>
    </message>
    <message>
        <source>As suggested</source>
        <translation>按建议值</translation>
    </message>
    <message>
        <source>None is kept</source>
        <translation>不留守</translation>
    </message>
    <message>
        <source>{count} of each group</source>
        <translation>每组 {count} 支</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>Units that stay near every village</source>
        <translation>每村附近留守力量</translation>
    </message>
    <message>
        <source>Near means within</source>
        <translation>附近指</translation>
    </message>
    <message>
        <source>Road network</source>
        <translation>路网</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>最新的</translation>
    </message>
</context>
<context>
    <name>DocumentList</name>
    <message>
        <source>Search documents, pinyin initials too</source>
        <translation>查找文书，可用拼音首字母</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文书</translation>
    </message>
</context>
<context>
    <name>DrillBand</name>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Conductor</source>
        <translation>导调台</translation>
    </message>
    <message>
        <source>To the real desk</source>
        <translation>返回实战</translation>
    </message>
    <message>
        <source>Something real has happened: the real desk comes to the front, the drill is parked</source>
        <translation>发生真实事件：实战值守台立即到前，演练中止</translation>
    </message>
</context>
<context>
    <name>DrillClosing</name>
    <message>
        <source>Take over: {title}</source>
        <translation>登记演练：{title}</translation>
    </message>
    <message>
        <source>The drill of {on} came to {points} points by rule. This is recorded on the REAL desk; nothing twice.</source>
        <translation>{on} 的演练，规则得分 {points}。以下内容登记到正式值守台，不会重复登记。</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Record on the real desk</source>
        <translation>登记到正式值守台</translation>
    </message>
    <message>
        <source>Record the drill in the yearly calendar</source>
        <translation>记入年度演练台账</translation>
    </message>
    <message>
        <source>The calendar has this drill already</source>
        <translation>年度台账已有这次演练</translation>
    </message>
    <message>
        <source>Proposed findings</source>
        <translation>建议登记的问题</translation>
    </message>
    <message>
        <source>{count} findings of this drill are on the board already</source>
        <translation>这次演练另有 {count} 条问题已在清单中</translation>
    </message>
    <message>
        <source>Findings that were tested again</source>
        <translation>复测的问题</translation>
    </message>
    <message>
        <source>Not tested again by this drill: {numbers}</source>
        <translation>这次演练没有复测到：{numbers}</translation>
    </message>
</context>
<context>
    <name>DrillHall</name>
    <message>
        <source>New code</source>
        <translation>更换二维码</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>席位</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>The old code opens nothing from then on; an open page of this seat ends.</source>
        <translation>原二维码随即失效；该席位已打开的页面会断开。</translation>
    </message>
    <message>
        <source>Code of the seat {seat}</source>
        <translation>席位二维码：{seat}</translation>
    </message>
    <message>
        <source>Scan it with a phone or tablet in the same network, or type the address into a browser.</source>
        <translation>用同一网络内的手机、平板扫码，或在浏览器中输入地址。</translation>
    </message>
    <message>
        <source>The door listens on this machine only: choose a network address first.</source>
        <translation>目前只监听本机，其他机器打不开；请先选择网络地址。</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>This seat&apos;s code was revoked: nobody can sit down there now.</source>
        <translation>该席位的二维码已撤销，目前无人能就座。</translation>
    </message>
    <message>
        <source>Whoever has an address can act under that seat: hand each one to its person only.</source>
        <translation>持有地址的人能以该席位的名义操作：每个地址只交给对应的人。</translation>
    </message>
    <message>
        <source>Codes of all seats</source>
        <translation>全部席位二维码</translation>
    </message>
    <message>
        <source>No seat</source>
        <translation>没有席位</translation>
    </message>
    <message>
        <source>Switch the seats of the network on first.</source>
        <translation>请先打开网络席位。</translation>
    </message>
    <message>
        <source>Copy all addresses</source>
        <translation>复制全部地址</translation>
    </message>
    <message>
        <source>Print codes…</source>
        <translation>打印二维码…</translation>
    </message>
</context>
<context>
    <name>DrillHost</name>
    <message>
        <source>Preparing the drill</source>
        <translation>正在筹备演练</translation>
    </message>
    <message>
        <source>Back to the real desk</source>
        <translation>返回实战值守台</translation>
    </message>
    <message>
        <source>The drill is parked; go on with it in its own window</source>
        <translation>演练已中止，可在演练窗口继续</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close, go on later</source>
        <translation>关闭，以后继续</translation>
    </message>
    <message>
        <source>End the drill</source>
        <translation>结束演练</translation>
    </message>
    <message>
        <source>Close the drill</source>
        <translation>关闭演练</translation>
    </message>
    <message>
        <source>Its journal is kept. You can go on with it later from the list of drills, or end it now.</source>
        <translation>演练日志会保留。可以以后从“剧本”页的演练记录里继续，也可以现在结束。</translation>
    </message>
</context>
<context>
    <name>DrillInbox</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>To</source>
        <translation>发给</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What was told</source>
        <translation>来电来文</translation>
    </message>
    <message>
        <source>Nothing was told yet</source>
        <translation>还没有来电来文</translation>
    </message>
    <message>
        <source>Calls, papers and questions appear here.</source>
        <translation>来电、来文和询问会出现在这里。</translation>
    </message>
</context>
<context>
    <name>DrillPapers</name>
    <message>
        <source>Papers of the drill</source>
        <translation>演练文书</translation>
    </message>
    <message>
        <source>{pages} pages</source>
        <translation>{pages} 页</translation>
    </message>
    <message>
        <source>no face has: {characters}</source>
        <translation>字体缺字：{characters}</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
</context>
<context>
    <name>DrillRoom</name>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Seats and comms</source>
        <translation>席位与通信测试</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Real desk</source>
        <translation>返回实战</translation>
    </message>
    <message>
        <source>Drill&apos;s desk</source>
        <translation>演练台</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>行动</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Pause / go on</source>
        <translation>暂停/继续</translation>
    </message>
    <message>
        <source>To the next</source>
        <translation>跳到下一项</translation>
    </message>
    <message>
        <source>Jump…</source>
        <translation>跳时…</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减速</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加速</translation>
    </message>
    <message>
        <source>End…</source>
        <translation>结束…</translation>
    </message>
    <message>
        <source>Fire now</source>
        <translation>立即下达</translation>
    </message>
    <message>
        <source>Leave out…</source>
        <translation>跳过…</translation>
    </message>
    <message>
        <source>Delay…</source>
        <translation>推迟…</translation>
    </message>
    <message>
        <source>Reword…</source>
        <translation>改写…</translation>
    </message>
    <message>
        <source>Own inject…</source>
        <translation>临时导调…</translation>
    </message>
    <message>
        <source>Any kind of inject…</source>
        <translation>任意方式导调…</translation>
    </message>
    <message>
        <source>Message…</source>
        <translation>通知…</translation>
    </message>
    <message>
        <source>Seat…</source>
        <translation>安排席位…</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>通</translation>
    </message>
    <message>
        <source>Not heard</source>
        <translation>不通</translation>
    </message>
    <message>
        <source>New seat…</source>
        <translation>增加席位…</translation>
    </message>
    <message>
        <source>Papers…</source>
        <translation>文书…</translation>
    </message>
    <message>
        <source>Seats on the network</source>
        <translation>网络席位</translation>
    </message>
    <message>
        <source>Code…</source>
        <translation>二维码…</translation>
    </message>
    <message>
        <source>All codes…</source>
        <translation>全部二维码…</translation>
    </message>
    <message>
        <source>Window for observers</source>
        <translation>观摩窗口</translation>
    </message>
</context>
<context>
    <name>DrillStart</name>
    <message>
        <source>The drill&apos;s clock begins at</source>
        <translation>演练时钟起点</translation>
    </message>
    <message>
        <source>any day and time; the scenario&apos;s own is filled in</source>
        <translation>任意日期时间；已填剧本的时间</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>倍速</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>the same seed gives the same drill</source>
        <translation>同一种子，演练相同</translation>
    </message>
    <message>
        <source>Begin at once</source>
        <translation>立即开始</translation>
    </message>
    <message>
        <source>off: first the comms check, then F4 in the conductor&apos;s room</source>
        <translation>不勾选：先做通信测试，再在导调台按 F4 开始</translation>
    </message>
    <message>
        <source>A second desk is made of this one&apos;s roster, units, contacts and plans. Nothing of the drill reaches the real desk.</source>
        <translation>用本台的值班、力量、通讯录和预案另建一个演练台，演练内容不会进入实战值守台。</translation>
    </message>
    <message>
        <source>Start: {title}</source>
        <translation>开始演练：{title}</translation>
    </message>
    <message>
        <source>Start the drill</source>
        <translation>开始演练</translation>
    </message>
</context>
<context>
    <name>Drills</name>
    <message>
        <source>{days} days suggested</source>
        <translation>建议 {days} 日内</translation>
    </message>
    <message>
        <source>Assign a measure</source>
        <translation>派发整改</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>派发</translation>
    </message>
    <message>
        <source>Move the limit</source>
        <translation>改整改时限</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
    <message>
        <source>File that shows it</source>
        <translation>佐证文件</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Carried out, to be reviewed</source>
        <translation>已完成，报请复核</translation>
    </message>
    <message>
        <source>File: {name}, SHA-256 {hash}</source>
        <translation>文件：{name}，SHA-256 {hash}</translation>
    </message>
    <message>
        <source>Submit evidence</source>
        <translation>提交整改情况</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Required when it is sent back</source>
        <translation>退回时必填</translation>
    </message>
    <message>
        <source>New limit when sent back</source>
        <translation>退回后的新时限</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Judge the finding</source>
        <translation>判定问题</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>预案</translation>
    </message>
    <message>
        <source>Reason, or how the version answers</source>
        <translation>理由，或者新版本如何解决</translation>
    </message>
    <message>
        <source>By version</source>
        <translation>由哪一版解决</translation>
    </message>
    <message>
        <source>The plan&apos;s answer</source>
        <translation>预案答复</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Drill</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>Record the drill first (yearly plan)</source>
        <translation>请先在“年度计划”中记录演练</translation>
    </message>
    <message>
        <source>A weakness that shows again opens a closed finding anew.</source>
        <translation>仍未改好的，已销号的问题重新整改。</translation>
    </message>
    <message>
        <source>Retest</source>
        <translation>复测</translation>
    </message>
    <message>
        <source>Withdraw the finding</source>
        <translation>撤销问题</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Drills that ran on this console are not typed in here: “Take over…” on the page of drills held records them.</source>
        <translation>在本台组织的演练不用手工录入：在“演练记录”页按“登记…”即可。</translation>
    </message>
    <message>
        <source>Record a drill</source>
        <translation>记录演练</translation>
    </message>
    <message>
        <source>Strike the record</source>
        <translation>作废演练记录</translation>
    </message>
    <message>
        <source>Strike</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Drill: {name}</source>
        <translation>{name}演练</translation>
    </message>
    <message>
        <source>One line each</source>
        <translation>每行一条</translation>
    </message>
    <message>
        <source>Record a finding</source>
        <translation>记录问题</translation>
    </message>
    <message>
        <source>Take findings over</source>
        <translation>接收演练发现的问题</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>{what}: all</source>
        <translation>{what}：全部</translation>
    </message>
    <message>
        <source>Only what is overdue</source>
        <translation>只看逾期</translation>
    </message>
    <message>
        <source>Nobody has to drill</source>
        <translation>没有应演练的对象</translation>
    </message>
    <message>
        <source>Plans with a frequency, teams and places that a rule binds stand here</source>
        <translation>写明演练频次的预案、有演练要求的队伍和场所列在这里</translation>
    </message>
    <message>
        <source>No drill on record</source>
        <translation>没有演练记录</translation>
    </message>
    <message>
        <source>Record those that were held, here or elsewhere</source>
        <translation>把已组织的演练记下来，不论在本台还是在别处组织</translation>
    </message>
    <message>
        <source>The year before (Alt+Left)</source>
        <translation>上一年（Alt+Left）</translation>
    </message>
    <message>
        <source>The year after (Alt+Right)</source>
        <translation>下一年（Alt+Right）</translation>
    </message>
    <message>
        <source>Record a drill…</source>
        <translation>记录演练…</translation>
    </message>
    <message>
        <source>Strike…</source>
        <translation>作废…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Struck</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Select a line to see how often it has to drill, and by what.</source>
        <translation>选中一行，查看演练频次和依据。</translation>
    </message>
    <message>
        <source>held</source>
        <translation>已演</translation>
    </message>
    <message>
        <source>last day</source>
        <translation>最迟日期</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>No findings</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>Take over what a drill&apos;s evaluation proposes, or record one of an incident by hand</source>
        <translation>接收演练评估提出的问题，或者人工记录实战中发现的问题</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>记录…</translation>
    </message>
    <message>
        <source>Record a finding by hand</source>
        <translation>人工记录一条问题</translation>
    </message>
    <message>
        <source>Take over…</source>
        <translation>接收…</translation>
    </message>
    <message>
        <source>Findings that a drill&apos;s evaluation wrote into a file</source>
        <translation>接收演练评估导出的问题清单文件</translation>
    </message>
    <message>
        <source>Improvement plan…</source>
        <translation>整改计划…</translation>
    </message>
    <message>
        <source>Select a finding to see its whole chain and what is to be done.</source>
        <translation>选中一条问题，查看整改全过程和下一步。</translation>
    </message>
    <message>
        <source>Assign a measure…</source>
        <translation>派发整改…</translation>
    </message>
    <message>
        <source>Carried out…</source>
        <translation>报完成…</translation>
    </message>
    <message>
        <source>With a file…</source>
        <translation>附文件报完成…</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>复核…</translation>
    </message>
    <message>
        <source>Judge…</source>
        <translation>判定…</translation>
    </message>
    <message>
        <source>Move the limit…</source>
        <translation>改时限…</translation>
    </message>
    <message>
        <source>Plan&apos;s answer…</source>
        <translation>预案答复…</translation>
    </message>
    <message>
        <source>Retest…</source>
        <translation>复测…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤销…</translation>
    </message>
</context>
<context>
    <name>DueTab</name>
    <message>
        <source>Deadlines</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>没有到期事项</translation>
    </message>
    <message>
        <source>Deadlines appear here as soon as an incident starts a clock.</source>
        <translation>事件一旦起算时限，即在此列出。</translation>
    </message>
    <message>
        <source>Kind of deadline</source>
        <translation>时限类别</translation>
    </message>
    <message>
        <source>Answer… (Enter)</source>
        <translation>应答… (Enter)</translation>
    </message>
    <message>
        <source>Go to incident</source>
        <translation>转到事件</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>紧急程度</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>依据</translation>
    </message>
</context>
<context>
    <name>Duties</name>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项名称</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Lead unit</source>
        <translation>牵头单位</translation>
    </message>
    <message>
        <source>Supporting units</source>
        <translation>配合单位</translation>
    </message>
    <message>
        <source>One a line; “unit: what it does”</source>
        <translation>每行一个，可写“单位：做什么”</translation>
    </message>
    <message>
        <source>The township does</source>
        <translation>镇承担内容</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Incident kinds</source>
        <translation>事件类型</translation>
    </message>
    <message>
        <source>Names or codes between commas</source>
        <translation>名称或代码，用顿号分开</translation>
    </message>
    <message>
        <source>Key words</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Ends on</source>
        <translation>失效日期</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Correct {code}</source>
        <translation>更正 {code}</translation>
    </message>
    <message>
        <source>For slips of the pen and decisions that were taken elsewhere; anything else goes through a request.</source>
        <translation>用于改笔误和补录别处已作的决定；其他变更请走申请。</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Ask for an adjustment of {code}</source>
        <translation>申请调整 {code}</translation>
    </message>
    <message>
        <source>Write the item as it should stand. The list changes only when the county has decided.</source>
        <translation>按希望的样子填写事项；县里决定后清单才改变。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>提出</translation>
    </message>
    <message>
        <source>Ask for the admission of a duty</source>
        <translation>申请职责准入</translation>
    </message>
    <message>
        <source>The item stands in the list as pending until the county has decided.</source>
        <translation>县里决定之前，事项在清单里标为准入中。</translation>
    </message>
    <message>
        <source>Opinion</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Who assessed</source>
        <translation>评估单位</translation>
    </message>
    <message>
        <source>Consultation</source>
        <translation>会商</translation>
    </message>
    <message>
        <source>Admitted</source>
        <translation>准入</translation>
    </message>
    <message>
        <source>Adjusted</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>不予通过</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Who decided</source>
        <translation>决定单位</translation>
    </message>
    <message>
        <source>Decision of the county</source>
        <translation>县级决定</translation>
    </message>
    <message>
        <source>Only as it was decided. When it is granted, the item of the list changes at once.</source>
        <translation>按实际决定记录；批准的，清单里的事项随即改变。</translation>
    </message>
    <message>
        <source>Who withdraws</source>
        <translation>撤回单位</translation>
    </message>
    <message>
        <source>Withdraw the request</source>
        <translation>撤回申请</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>缘由</translation>
    </message>
    <message>
        <source>Who asks</source>
        <translation>提出单位</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Next step due</source>
        <translation>下一步期限</translation>
    </message>
    <message>
        <source>Take a list in, or write it out</source>
        <translation>导入或写出权责清单</translation>
    </message>
    <message>
        <source>Excel list</source>
        <translation>Excel 清单</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Write an empty template…</source>
        <translation>写出空白模板…</translation>
    </message>
    <message>
        <source>Write the list…</source>
        <translation>写出清单…</translation>
    </message>
    <message>
        <source>Load the sample list…</source>
        <translation>载入样例清单…</translation>
    </message>
    <message>
        <source>Import a responsibility list</source>
        <translation>导入权责清单</translation>
    </message>
    <message>
        <source>duty-list-template.xlsx</source>
        <translation>权责清单模板.xlsx</translation>
    </message>
    <message>
        <source>duty-list.xlsx</source>
        <translation>权责清单.xlsx</translation>
    </message>
    <message>
        <source>Name of the list</source>
        <translation>清单名称</translation>
    </message>
    <message>
        <source>Issued on</source>
        <translation>印发日期</translation>
    </message>
    <message>
        <source>Take the list over?</source>
        <translation>采用这份清单？</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>{count} items registered</source>
        <translation>已登记 {count} 项</translation>
    </message>
    <message>
        <source>What</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Fields that differ</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Nothing would change</source>
        <translation>没有变化</translation>
    </message>
    <message>
        <source>Not written</source>
        <translation>没有写出</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>已写出：{name}</translation>
    </message>
</context>
<context>
    <name>DutiesPanel</name>
    <message>
        <source>List</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Admission and adjustment</source>
        <translation>准入和调整</translation>
    </message>
</context>
<context>
    <name>Duty</name>
    <message>
        <source>Activate: {plan}</source>
        <translation>启动响应：{plan}</translation>
    </message>
    <message>
        <source>Activate</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Measures (Emergency Response Law art. 72, 73)</source>
        <translation>应急处置措施（突发事件应对法第七十二、七十三条）</translation>
    </message>
    <message>
        <source>Other measures, in your own words</source>
        <translation>其他措施（自行填写）</translation>
    </message>
    <message>
        <source>Start together with it</source>
        <translation>同时启动</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Do not activate {plan}</source>
        <translation>不启动：{plan}</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>不采纳</translation>
    </message>
    <message>
        <source>New level</source>
        <translation>新级别</translation>
    </message>
    <message>
        <source>Now: {level}</source>
        <translation>现为{level}</translation>
    </message>
    <message>
        <source>Change the level</source>
        <translation>调整响应级别</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>End the response</source>
        <translation>终止响应</translation>
    </message>
    <message>
        <source>Tick what is met</source>
        <translation>勾选已满足的条件</translation>
    </message>
    <message>
        <source>A higher level is recommended</source>
        <translation>建议提高响应级别</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Change level…</source>
        <translation>调整级别…</translation>
    </message>
    <message>
        <source>Activate… F5</source>
        <translation>启动响应… F5</translation>
    </message>
    <message>
        <source>Decline…</source>
        <translation>不采纳…</translation>
    </message>
    <message>
        <source>{done}/{total} done</source>
        <translation>完成 {done}/{total}</translation>
    </message>
    <message>
        <source>{count} late</source>
        <translation>逾期 {count} 项</translation>
    </message>
    <message>
        <source>End response…</source>
        <translation>终止响应…</translation>
    </message>
    <message>
        <source>Some reporting clocks end, others begin at this moment.</source>
        <translation>部分报送时限自此终止，部分自此起算。</translation>
    </message>
    <message>
        <source>The situation is stable</source>
        <translation>态势稳定</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Close the incident</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概况</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报送</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Record a figure</source>
        <translation>记录情况</translation>
    </message>
    <message>
        <source>Verify a figure</source>
        <translation>核实情况</translation>
    </message>
    <message>
        <source>Correct a figure</source>
        <translation>更正情况</translation>
    </message>
    <message>
        <source>Now: {value} ({status}), {source}</source>
        <translation>现为 {value}（{status}），{source}</translation>
    </message>
    <message>
        <source>Withdraw a figure</source>
        <translation>撤销情况</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Correct the intake</source>
        <translation>更正接报内容</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>The machine&apos;s grade stays visible beside yours.</source>
        <translation>系统判级仍与人工定级并列显示。</translation>
    </message>
    <message>
        <source>Grade by a person</source>
        <translation>人工定级</translation>
    </message>
    <message>
        <source>Set the grade</source>
        <translation>定级</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Withdraw the personal grade</source>
        <translation>撤回人工定级</translation>
    </message>
    <message>
        <source>Respond F5</source>
        <translation>启动响应 F5</translation>
    </message>
    <message>
        <source>Dispatch F6</source>
        <translation>派出力量 F6</translation>
    </message>
    <message>
        <source>Report F7</source>
        <translation>报送 F7</translation>
    </message>
    <message>
        <source>Paper Ctrl+P</source>
        <translation>文书 Ctrl+P</translation>
    </message>
    <message>
        <source>Stable…</source>
        <translation>态势稳定…</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>结案…</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>没有到期事项</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>突发事件</translation>
    </message>
    <message>
        <source>New incident (Ctrl+N)</source>
        <translation>接报 (Ctrl+N)</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>接报</translation>
    </message>
    <message>
        <source>Survival pack: everything to go on by hand</source>
        <translation>断电应急包：断电后手工继续所需的全部材料</translation>
    </message>
    <message>
        <source>Which incidents</source>
        <translation>事件范围</translation>
    </message>
    <message>
        <source>No incidents</source>
        <translation>没有事件</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Escape in the search box shows all</source>
        <translation>在搜索框按 Esc 显示全部</translation>
    </message>
    <message>
        <source>Nothing was closed yet</source>
        <translation>尚无结案事件</translation>
    </message>
    <message>
        <source>Nothing is open</source>
        <translation>没有处置中的事件</translation>
    </message>
    <message>
        <source>Take a call in with Ctrl+N, or in one line with F2</source>
        <translation>按 Ctrl+N 接报，或按 F2 一行接报</translation>
    </message>
    <message>
        <source>Outside our area</source>
        <translation>辖区外</translation>
    </message>
    <message>
        <source>{lat:.5f}, {lon:.5f} is outside the area of this desk. Take it in all the same?</source>
        <translation>坐标 {lat:.5f}, {lon:.5f} 不在本辖区范围内，仍要接报吗？</translation>
    </message>
    <message>
        <source>Take it in</source>
        <translation>仍接报</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>取消 (Esc)</translation>
    </message>
    <message>
        <source>Save (Ctrl+Enter)</source>
        <translation>保存 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>name, code or pinyin initials</source>
        <translation>名称、代码或拼音首字母</translation>
    </message>
    <message>
        <source>name or pinyin initials (qsc), or any words; Alt+M picks on the map</source>
        <translation>地名、拼音首字母（qsc）或文字描述；Alt+M 在地图上点选</translation>
    </message>
    <message>
        <source>Latitude, longitude in degrees, such as 20.05123, 110.07456</source>
        <translation>纬度, 经度（度），如 20.05123, 110.07456</translation>
    </message>
    <message>
        <source>Grade, plan and first clocks appear as you type</source>
        <translation>边填边显示等级、预案和首批时限</translation>
    </message>
    <message>
        <source>Everything else works; places can be typed by name or coordinates</source>
        <translation>其余功能照常；地点可填名称或坐标</translation>
    </message>
    <message>
        <source>No map on this machine</source>
        <translation>本机没有地图</translation>
    </message>
    <message>
        <source>Click the place on the map</source>
        <translation>请在地图上点选地点</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>尚无情况</translation>
    </message>
    <message>
        <source>Record what is known</source>
        <translation>请记录已知情况</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>记录…</translation>
    </message>
    <message>
        <source>Verify…</source>
        <translation>核实…</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Grade by a person…</source>
        <translation>人工定级…</translation>
    </message>
    <message>
        <source>Back to the machine&apos;s grade…</source>
        <translation>恢复系统判级…</translation>
    </message>
    <message>
        <source>Correct intake…</source>
        <translation>更正接报…</translation>
    </message>
    <message>
        <source>Which figure?</source>
        <translation>选择哪一项情况</translation>
    </message>
    <message>
        <source>Intake</source>
        <translation>接报</translation>
    </message>
    <message>
        <source>No incident selected</source>
        <translation>未选择事件</translation>
    </message>
    <message>
        <source>Choose one on the left or on the map, or take a call in with Ctrl+N</source>
        <translation>在左侧或地图上选择，或按 Ctrl+N 接报</translation>
    </message>
    <message>
        <source>There is no map here; type the place or its coordinates</source>
        <translation>此处没有地图；请填写地点或坐标</translation>
    </message>
    <message>
        <source>Choose an incident first</source>
        <translation>请先选择一起事件</translation>
    </message>
    <message>
        <source>Taken in as {number}</source>
        <translation>已接报，编号 {number}</translation>
    </message>
    <message>
        <source>Taken in as {number} and linked with what the patrol found</source>
        <translation>已接报为 {number}，并与巡逻发现关联</translation>
    </message>
    <message>
        <source>The call was logged with {number}; record new figures there</source>
        <translation>来电已并入 {number}，新的数字请在该事件中记录</translation>
    </message>
    <message>
        <source>The call was logged without an incident</source>
        <translation>来电已登记，不属于任何事件</translation>
    </message>
    <message>
        <source>Click the place of the incident</source>
        <translation>请点选事发地点</translation>
    </message>
    <message>
        <source>Pick on the map (Alt+M)</source>
        <translation>地图点选 (Alt+M)</translation>
    </message>
    <message>
        <source>Duties to report</source>
        <translation>应报事项</translation>
    </message>
    <message>
        <source>Reports made</source>
        <translation>已报信息</translation>
    </message>
    <message>
        <source>Nothing is to be reported</source>
        <translation>没有应报事项</translation>
    </message>
    <message>
        <source>Nothing was reported yet</source>
        <translation>尚未报送</translation>
    </message>
    <message>
        <source>Compose report… F7</source>
        <translation>拟写报告… F7</translation>
    </message>
    <message>
        <source>Phoned / sent…</source>
        <translation>已报登记…</translation>
    </message>
    <message>
        <source>Waive… (W)</source>
        <translation>免报… (W)</translation>
    </message>
    <message>
        <source>Extra report…</source>
        <translation>加报…</translation>
    </message>
    <message>
        <source>Signed for… (S)</source>
        <translation>签收… (S)</translation>
    </message>
    <message>
        <source>From above…</source>
        <translation>上级来件…</translation>
    </message>
    <message>
        <source>Owed</source>
        <translation>应报</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>已报</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>{count} 项待报</translation>
    </message>
    <message>
        <source>Extra report</source>
        <translation>加报</translation>
    </message>
    <message>
        <source>Why is this duty not answered?</source>
        <translation>为何免报</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Other plan…</source>
        <translation>其他预案…</translation>
    </message>
    <message>
        <source>No tasks yet</source>
        <translation>尚无任务</translation>
    </message>
    <message>
        <source>Done (Space)</source>
        <translation>完成 (空格)</translation>
    </message>
    <message>
        <source>Does not apply… (N)</source>
        <translation>不适用… (N)</translation>
    </message>
    <message>
        <source>Open again… (R)</source>
        <translation>重新打开… (R)</translation>
    </message>
    <message>
        <source>Activate a plan with F5: its tasks become the checklist</source>
        <translation>按 F5 启动预案，任务即列入清单</translation>
    </message>
    <message>
        <source>Why does it not apply?</source>
        <translation>为何不适用</translation>
    </message>
    <message>
        <source>Why is it opened again?</source>
        <translation>为何重新打开</translation>
    </message>
    <message>
        <source>No other plan covers this kind of incident</source>
        <translation>没有其他预案适用于此类事件</translation>
    </message>
    <message>
        <source>Which plan?</source>
        <translation>选择哪个预案</translation>
    </message>
    <message>
        <source>Write a line into the timeline, then Enter</source>
        <translation>写一条记事，按 Enter 记入时间轴</translation>
    </message>
    <message>
        <source>Strike…</source>
        <translation>划去…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Play this incident back</source>
        <translation>回放这一事件的处置过程</translation>
    </message>
    <message>
        <source>Strike this line</source>
        <translation>划去此条</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Timeline {number}</source>
        <translation>时间轴 {number}</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 表格 (*.xlsx)</translation>
    </message>
    <message>
        <source>Text table (*.csv)</source>
        <translation>文本表格 (*.csv)</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>未导出</translation>
    </message>
    <message>
        <source>{count} lines written to {name}</source>
        <translation>已导出 {count} 条到 {name}</translation>
    </message>
    <message>
        <source>Units sent</source>
        <translation>已派力量</translation>
    </message>
    <message>
        <source>No unit was sent yet</source>
        <translation>尚未派出力量</translation>
    </message>
    <message>
        <source>Source of the status</source>
        <translation>状态来源</translation>
    </message>
    <message>
        <source>Search units, kinds, leaders</source>
        <translation>查找力量、类别、带队人</translation>
    </message>
    <message>
        <source>Available units</source>
        <translation>可派力量</translation>
    </message>
    <message>
        <source>No unit is available</source>
        <translation>没有可派力量</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>派出</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已派</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可派</translation>
    </message>
    <message>
        <source>The first {count} are listed; search for others</source>
        <translation>仅列出前 {count} 个，其余请搜索</translation>
    </message>
    <message>
        <source>Send {count}</source>
        <translation>派出 {count} 支</translation>
    </message>
    <message>
        <source>{count} of {all} demands met</source>
        <translation>预案要求已满足 {count}/{all} 项</translation>
    </message>
    <message>
        <source>The unit rests</source>
        <translation>力量正在休整</translation>
    </message>
    <message>
        <source>Choose a unit to stamp its next status</source>
        <translation>选择力量，记录下一状态</translation>
    </message>
    <message>
        <source>Space ticks, Enter sends</source>
        <translation>空格勾选，Enter 派出</translation>
    </message>
    <message>
        <source>The plan names none for this level</source>
        <translation>预案此级别未列</translation>
    </message>
    <message>
        <source>Record the notice… (T)</source>
        <translation>记录告知… (T)</translation>
    </message>
    <message>
        <source>Record the answer… (T)</source>
        <translation>记录答复… (T)</translation>
    </message>
    <message>
        <source>Ask for admission… (T)</source>
        <translation>申请准入… (T)</translation>
    </message>
    <message>
        <source>Also for the {count} other tasks of this unit</source>
        <translation>该单位另外 {count} 项任务一并告知</translation>
    </message>
    <message>
        <source>Who was told</source>
        <translation>接话（接收）人</translation>
    </message>
    <message>
        <source>By</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Telephone or document number</source>
        <translation>电话或文号</translation>
    </message>
    <message>
        <source>It was read back</source>
        <translation>对方已复述</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Life-saving work goes on meanwhile; this only keeps the proof that the unit was told.</source>
        <translation>救人等先期处置照常进行；这里只留存“已告知”的凭据。</translation>
    </message>
    <message>
        <source>Notice to {unit}</source>
        <translation>告知 {unit}</translation>
    </message>
    <message>
        <source>Takes it over</source>
        <translation>接手</translation>
    </message>
    <message>
        <source>Declines</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Who answered</source>
        <translation>答复人</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Needed where it declines</source>
        <translation>退回时必须写明</translation>
    </message>
    <message>
        <source>Answer of {unit}</source>
        <translation>{unit} 的答复</translation>
    </message>
    <message>
        <source>For the {count} task(s) of that notice.</source>
        <translation>针对该次告知的 {count} 项任务。</translation>
    </message>
    <message>
        <source>Who goes and who not, for all open incidents</source>
        <translation>派谁、不派谁及理由，含全部未结事件</translation>
    </message>
    <message>
        <source>Call-down</source>
        <translation>叫应</translation>
    </message>
    <message>
        <source>Which list</source>
        <translation>叫应名单</translation>
    </message>
    <message>
        <source>No list yet</source>
        <translation>还没有名单</translation>
    </message>
    <message>
        <source>New list…</source>
        <translation>新建名单…</translation>
    </message>
    <message>
        <source>Leave it at that…</source>
        <translation>到此为止…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Only who is to be called (again)</source>
        <translation>只看待叫应人员</translation>
    </message>
    <message>
        <source>Nobody to call</source>
        <translation>没有待叫应人员</translation>
    </message>
    <message>
        <source>Make a new list, or ask the map what is here and press Call down</source>
        <translation>可新建名单，或在地图上查看“这里有什么”后点叫应</translation>
    </message>
    <message>
        <source>Answered (1)</source>
        <translation>已叫应 (1)</translation>
    </message>
    <message>
        <source>No answer (2)</source>
        <translation>无人接听 (2)</translation>
    </message>
    <message>
        <source>Passed on (3)</source>
        <translation>已转告 (3)</translation>
    </message>
    <message>
        <source>{count} people</source>
        <translation>{count} 人</translation>
    </message>
    <message>
        <source>The roster, the plans and the contact book name nobody</source>
        <translation>值班表、预案和通讯录里都没有可叫应的人</translation>
    </message>
    <message>
        <source>Call whom?</source>
        <translation>叫应谁</translation>
    </message>
    <message>
        <source>Leave the list</source>
        <translation>结束名单</translation>
    </message>
    <message>
        <source>Why is nobody of “{title}” called any more?</source>
        <translation>“{title}”为什么不再继续叫应？</translation>
    </message>
    <message>
        <source>Who took the message for {name}?</source>
        <translation>谁接了转给{name}的话？</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>转告</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Called by</source>
        <translation>叫应人</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Ways</source>
        <translation>路线</translation>
    </message>
    <message>
        <source>Ways of the units on the map, with their arrival</source>
        <translation>在地图上显示力量路线和预计到达时间</translation>
    </message>
    <message>
        <source>From where the scene is reached in 5, 10 and 15 minutes, on the map</source>
        <translation>在地图上显示 5、10、15 分钟到场圈</translation>
    </message>
    <message>
        <source>Rings</source>
        <translation>到场圈</translation>
    </message>
    <message>
        <source>Looking for the best units …</source>
        <translation>正在计算派遣建议……</translation>
    </message>
    <message>
        <source>Who goes</source>
        <translation>派遣建议</translation>
    </message>
    <message>
        <source>All open incidents, weighed together</source>
        <translation>全部未结事件统筹考虑</translation>
    </message>
    <message>
        <source>Nothing is asked for</source>
        <translation>暂无需求</translation>
    </message>
    <message>
        <source>No open incident lacks units</source>
        <translation>未结事件不缺力量</translation>
    </message>
    <message>
        <source>Others than proposed</source>
        <translation>与建议不同</translation>
    </message>
    <message>
        <source>Why are others sent? It is kept in the timeline.</source>
        <translation>为什么改派？理由记入时间轴。</translation>
    </message>
    <message>
        <source>What is here?</source>
        <translation>范围内有什么</translation>
    </message>
    <message>
        <source>How far beyond the shape</source>
        <translation>外扩距离</translation>
    </message>
    <message>
        <source>+ {metres} m</source>
        <translation>外扩 {metres} 米</translation>
    </message>
    <message>
        <source>as drawn</source>
        <translation>按所画范围</translation>
    </message>
    <message>
        <source>Keep as drawing…</source>
        <translation>存为标绘…</translation>
    </message>
    <message>
        <source>Call down</source>
        <translation>开始叫应</translation>
    </message>
    <message>
        <source>Begin to call everybody who is named here</source>
        <translation>对清单内人员逐一叫应</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>The list on paper</source>
        <translation>清单输出为 PDF</translation>
    </message>
    <message>
        <source>Look further: choose a wider margin above</source>
        <translation>可在上方选择更大的外扩距离</translation>
    </message>
    <message>
        <source>{pages} page(s) saved to {name}</source>
        <translation>共 {pages} 页，已存为 {name}</translation>
    </message>
    <message>
        <source>Drawings</source>
        <translation>标绘</translation>
    </message>
    <message>
        <source>Nothing is drawn</source>
        <translation>还没有标绘</translation>
    </message>
    <message>
        <source>Choose a kind in the tools of the map and draw it</source>
        <translation>在地图工具条选择种类后画出</translation>
    </message>
    <message>
        <source>Save as map file</source>
        <translation>另存图形</translation>
    </message>
    <message>
        <source>Save these drawings for other map programs (GeoJSON, KML)</source>
        <translation>存成其他地图软件能读的文件</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>地图定位</translation>
    </message>
    <message>
        <source>Change the shape</source>
        <translation>修改图形</translation>
    </message>
    <message>
        <source>Change the words…</source>
        <translation>修改文字…</translation>
    </message>
    <message>
        <source>Ring around it…</source>
        <translation>外扩一圈…</translation>
    </message>
    <message>
        <source>What is inside?</source>
        <translation>范围内有什么</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>撤销标绘…</translation>
    </message>
    <message>
        <source>Save the drawings</source>
        <translation>保存标绘</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>{count} drawings saved to {name}</source>
        <translation>{count} 个标绘已存为 {name}</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation>标绘人</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>画法</translation>
    </message>
    <message>
        <source>Enter the beat</source>
        <translation>登记巡区</translation>
    </message>
    <message>
        <source>Change the beat</source>
        <translation>修改巡区</translation>
    </message>
    <message>
        <source>It leaves the map; patrols that were planned for it keep it.</source>
        <translation>巡区从地图上移去；已排定的巡逻仍按原巡区。</translation>
    </message>
    <message>
        <source>Remove the beat {name}</source>
        <translation>撤销巡区 {name}</translation>
    </message>
    <message>
        <source>Beat</source>
        <translation>巡区</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>所属单位</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>巡查点</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>A line for each corner in the order of the drawing. A corner with a name is a checkpoint that patrols pass.</source>
        <translation>每个拐点一行，按绘制顺序编号。填了名称的拐点即为巡逻须经过的巡查点。</translation>
    </message>
    <message>
        <source>May stay empty</source>
        <translation>可以不填</translation>
    </message>
    <message>
        <source>Keep the drawing</source>
        <translation>保存标绘</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Change the words</source>
        <translation>修改文字</translation>
    </message>
    <message>
        <source>Keep the shape</source>
        <translation>保存图形</translation>
    </message>
    <message>
        <source>It leaves the map and stays in the journal with the reason.</source>
        <translation>标绘从地图撤下，连同理由留在日志里。</translation>
    </message>
    <message>
        <source>Remove the drawing</source>
        <translation>撤销标绘</translation>
    </message>
    <message>
        <source>Of closed roads only; empty: everyone</source>
        <translation>仅用于道路封控；不选为人车均禁</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>返回 (Esc)</translation>
    </message>
    <message>
        <source>The drawing is in the journal</source>
        <translation>标绘已记入日志</translation>
    </message>
    <message>
        <source>The beat is in the journal</source>
        <translation>巡区已记入日志</translation>
    </message>
    <message>
        <source>Name and checkpoints…</source>
        <translation>名称和巡查点…</translation>
    </message>
    <message>
        <source>{metres} m</source>
        <translation>{metres} 米</translation>
    </message>
    <message>
        <source>Ring around it</source>
        <translation>外扩一圈</translation>
    </message>
    <message>
        <source>It becomes a drawing of its own.</source>
        <translation>外扩后成为一个新的标绘。</translation>
    </message>
    <message>
        <source>No stream address is known for it</source>
        <translation>没有登记视频地址</translation>
    </message>
    <message>
        <source>This is no address of a stream: {address}</source>
        <translation>不是视频地址：{address}</translation>
    </message>
    <message>
        <source>The player of this computer opens {address}. This leaves the duty desk and uses the network.</source>
        <translation>将用本机播放器打开 {address}。这会离开值守程序并使用网络。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>This computer has no player for such an address</source>
        <translation>本机没有能打开这种地址的播放器</translation>
    </message>
    <message>
        <source>Picture of the map</source>
        <translation>地图图片</translation>
    </message>
    <message>
        <source>The picture was saved to {name}</source>
        <translation>图片已存为 {name}</translation>
    </message>
    <message>
        <source>Log the call only (Alt+L)</source>
        <translation>只登记来电（Alt+L）</translation>
    </message>
    <message>
        <source>Into the call log, without an incident</source>
        <translation>记入电话记录，不新建事件</translation>
    </message>
    <message>
        <source>Write down what was said first</source>
        <translation>请先记下来电内容</translation>
    </message>
    <message>
        <source>{mark} {count} fields to be looked at: Alt+Y takes them as they are, Alt+N shows another reading</source>
        <translation>{mark} {count} 项待核：Alt+Y 照此采用，Alt+N 换另一种读法</translation>
    </message>
    <message>
        <source>Perhaps the same incident:</source>
        <translation>可能是同一事件：</translation>
    </message>
    <message>
        <source>Earlier calls:</source>
        <translation>此前来电：</translation>
    </message>
    <message>
        <source>Join (Alt+J)</source>
        <translation>并入（Alt+J）</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>Log this call with the incident instead of opening a new one</source>
        <translation>把来电记入该事件，不再新建</translation>
    </message>
    <message>
        <source>What the caller says, or a pasted report: the fields below fill themselves as far as it says them</source>
        <translation>来电内容，或粘贴书面报告：说到的要素自动填入下面各栏</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>来电内容</translation>
    </message>
    <message>
        <source>Drop pictures here, or paste them (Ctrl+V). Position and camera are removed before they are kept.</source>
        <translation>可把图片拖到这里，或复制后按 Ctrl+V 粘贴；存入前先去掉位置和相机信息</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Add photos (Insert)</source>
        <translation>添加照片（Insert）</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Show it large (Enter)</source>
        <translation>放大看（Enter）</translation>
    </message>
    <message>
        <source>Caption…</source>
        <translation>说明…</translation>
    </message>
    <message>
        <source>Write its caption (F2)</source>
        <translation>写照片说明（F2）</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存…</translation>
    </message>
    <message>
        <source>Withdraw it with a reason (Delete)</source>
        <translation>撤回并写理由（Delete）</translation>
    </message>
    <message>
        <source>There is no picture in what was pasted</source>
        <translation>粘贴的内容里没有图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>{count} photo(s) added</source>
        <translation>已附 {count} 张照片</translation>
    </message>
    <message>
        <source>This photo cannot be read: its file is missing or was changed</source>
        <translation>照片读不出来：文件不见了或被改动过</translation>
    </message>
    <message>
        <source>What does the photo show? (at most {most} characters)</source>
        <translation>照片里是什么？（不超过 {most} 字）</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>照片说明</translation>
    </message>
    <message>
        <source>Withdraw this photo</source>
        <translation>撤回这张照片</translation>
    </message>
    <message>
        <source>It will be printed nowhere any more; the record stays. Why?</source>
        <translation>撤回后任何文书不再印出，记录保留。请写理由</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>另存照片</translation>
    </message>
    <message>
        <source>taken {at}</source>
        <translation>拍摄于 {at}</translation>
    </message>
    <message>
        <source>time unknown</source>
        <translation>拍摄时间不详</translation>
    </message>
    <message>
        <source>attached by {by} {at}</source>
        <translation>{by} 于 {at} 附上</translation>
    </message>
</context>
<context>
    <name>DutyLog</name>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Part of the log</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Nothing was recorded</source>
        <translation>没有记录</translation>
    </message>
    <message>
        <source>What happens comes in by itself; write the rest down</source>
        <translation>事件、报送等自动记入，其余请手写补充</translation>
    </message>
    <message>
        <source>Write an entry…</source>
        <translation>写日志…</translation>
    </message>
    <message>
        <source>Put right…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Print the log…</source>
        <translation>打印日志…</translation>
    </message>
    <message>
        <source>The daily bulletin of this day</source>
        <translation>这一天的每日值班要情</translation>
    </message>
    <message>
        <source>Bulletin…</source>
        <translation>每日要情…</translation>
    </message>
    <message>
        <source>Write an entry</source>
        <translation>写日志</translation>
    </message>
    <message>
        <source>When it happened may be earlier than now: both moments are kept.</source>
        <translation>发生时间可以早于现在：发生和记录的时刻都保留。</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>The old words stay readable, struck through, with the reason.</source>
        <translation>原文划去保留可查，并注明理由。</translation>
    </message>
    <message>
        <source>Put an entry right</source>
        <translation>更正日志</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>A whole day…</source>
        <translation>按日期查看…</translation>
    </message>
    <message>
        <source>Struck through</source>
        <translation>划去的原文</translation>
    </message>
</context>
<context>
    <name>DutyRoom</name>
    <message>
        <source>Leader on duty</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>Officer on duty</source>
        <translation>值班员</translation>
    </message>
    <message>
        <source>From now on every entry is signed with the officer&apos;s name.</source>
        <translation>此后每条记录均署值班员姓名。</translation>
    </message>
    <message>
        <source>Take over the shift</source>
        <translation>接班</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接班</translation>
    </message>
    <message>
        <source>Warning of</source>
        <translation>预警种类</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>发布单位</translation>
    </message>
    <message>
        <source>Warning number</source>
        <translation>预警标识（31 位）</translation>
    </message>
    <message>
        <source>Words of the warning</source>
        <translation>预警原文</translation>
    </message>
    <message>
        <source>Only as received from whoever may issue it; the desk passes warnings on and never makes them.</source>
        <translation>只照录有权发布单位的预警；值守台只转发，不发布。</translation>
    </message>
    <message>
        <source>Record a warning</source>
        <translation>记录预警</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>A (first)</source>
        <translation>A 角</translation>
    </message>
    <message>
        <source>B (stand-in)</source>
        <translation>B 角</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>职责</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>A/B</source>
        <translation>AB角</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Change a contact</source>
        <translation>修改联系人</translation>
    </message>
    <message>
        <source>New contact</source>
        <translation>新联系人</translation>
    </message>
    <message>
        <source>Call log</source>
        <translation>电话记录</translation>
    </message>
    <message>
        <source>No calls were logged</source>
        <translation>没有电话记录</translation>
    </message>
    <message>
        <source>The intake line (F2) logs a call with its incident; here one is logged without</source>
        <translation>接报栏（F2）登记的来电随事件入册；不属于事件的在此登记</translation>
    </message>
    <message>
        <source>Export whole numbers</source>
        <translation>导出完整号码</translation>
    </message>
    <message>
        <source>Otherwise the middle of every number is hidden in the exported table</source>
        <translation>不勾选时，导出表格中的号码隐去中间几位</translation>
    </message>
    <message>
        <source>Log a call…</source>
        <translation>登记来电…</translation>
    </message>
    <message>
        <source>Join an incident…</source>
        <translation>并入事件…</translation>
    </message>
    <message>
        <source>Put right…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Strike…</source>
        <translation>划去…</translation>
    </message>
    <message>
        <source>Log a call</source>
        <translation>登记来电</translation>
    </message>
    <message>
        <source>In the caller&apos;s own words, as far as possible.</source>
        <translation>尽量记录来电人原话。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Both incidents tell that the call was moved.</source>
        <translation>两起事件的时间轴都会写明来电的移动。</translation>
    </message>
    <message>
        <source>Which incident is the call about?</source>
        <translation>来电属于哪起事件？</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>The old words stay readable, with the reason.</source>
        <translation>原记录保留可查，并注明理由。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Put a call right</source>
        <translation>更正电话记录</translation>
    </message>
    <message>
        <source>Strike a call</source>
        <translation>划去电话记录</translation>
    </message>
    <message>
        <source>It stays readable, with the reason.</source>
        <translation>记录仍可查看，并注明理由。</translation>
    </message>
    <message>
        <source>Strike</source>
        <translation>划去</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>突发事件</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>接报人</translation>
    </message>
    <message>
        <source>Struck</source>
        <translation>划去</translation>
    </message>
    <message>
        <source>For example {names}</source>
        <translation>例如 {names}</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Saved to {name}</source>
        <translation>已存到 {name}</translation>
    </message>
    <message>
        <source>{pages} page(s) saved to {name}</source>
        <translation>已存为 {name}（{pages} 页）</translation>
    </message>
</context>
<context>
    <name>DutyRoster</name>
    <message>
        <source>One line each, such as: Li Ming 2026-12-03 2026-12-04</source>
        <translation>每行一人，如：李明 2026-12-03 2026-12-04</translation>
    </message>
    <message>
        <source>Leaders in charge</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>Officers</source>
        <translation>值班员</translation>
    </message>
    <message>
        <source>Officers not in the book</source>
        <translation>通讯录以外的值班员</translation>
    </message>
    <message>
        <source>Separated by commas</source>
        <translation>用顿号或逗号分开</translation>
    </message>
    <message>
        <source>Days off</source>
        <translation>不能值班的日子</translation>
    </message>
    <message>
        <source>Plan anew what is planned</source>
        <translation>已排的也重排</translation>
    </message>
    <message>
        <source>Each line: a name and days such as 2026-12-03</source>
        <translation>每行写姓名和日期，如 2026-12-03</translation>
    </message>
    <message>
        <source>Duty to give away</source>
        <translation>要换出的班</translation>
    </message>
    <message>
        <source>In exchange for</source>
        <translation>换对方的班</translation>
    </message>
    <message>
        <source>nothing: somebody stands in</source>
        <translation>不互换，由他人替班</translation>
    </message>
    <message>
        <source>Who stands in</source>
        <translation>替班人</translation>
    </message>
    <message>
        <source>Only where there is no exchange</source>
        <translation>不互换时填写</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>It holds when the other and the duty leader have agreed; it is filed then.</source>
        <translation>对方同意、带班领导同意并备案后生效。</translation>
    </message>
    <message>
        <source>Ask for a swap</source>
        <translation>提出换班</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提出</translation>
    </message>
    <message>
        <source>The other agrees</source>
        <translation>对方同意</translation>
    </message>
    <message>
        <source>Who agrees</source>
        <translation>同意人</translation>
    </message>
    <message>
        <source>The duty leader agrees</source>
        <translation>带班领导同意</translation>
    </message>
    <message>
        <source>Duty leader</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>Refused or withdrawn</source>
        <translation>不同意或撤回</translation>
    </message>
    <message>
        <source>By whom</source>
        <translation>何人</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Shift {number}</source>
        <translation>班次 {number}</translation>
    </message>
    <message>
        <source>Empty: there is none</source>
        <translation>留空表示没有</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>止</translation>
    </message>
    <message>
        <source>one officer</source>
        <translation>1 名值班员</translation>
    </message>
    <message>
        <source>two officers (double post)</source>
        <translation>2 名值班员（双岗）</translation>
    </message>
    <message>
        <source>One leader for the whole day</source>
        <translation>带班领导全天一人</translation>
    </message>
    <message>
        <source>Shifts and posts</source>
        <translation>班次与岗位</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>A time such as 08:00</source>
        <translation>时间，如 08:00</translation>
    </message>
    <message>
        <source>Import a duty roster</source>
        <translation>导入值班表</translation>
    </message>
    <message>
        <source>The month is published</source>
        <translation>本月值班表已公布</translation>
    </message>
    <message>
        <source>Taken in: {name}</source>
        <translation>已导入：{name}</translation>
    </message>
    <message>
        <source>Names to look at</source>
        <translation>需核对的姓名</translation>
    </message>
    <message>
        <source>{name} has names that the contact book does not know. They can be taken in as they stand.</source>
        <translation>{name} 中有通讯录对不上的姓名，可照原样录入。</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Take in as they stand</source>
        <translation>照原样录入</translation>
    </message>
    <message>
        <source>Duty roster</source>
        <translation>值班表</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>已写出：{name}</translation>
    </message>
    <message>
        <source>Monthly sheet</source>
        <translation>月值班表</translation>
    </message>
    <message>
        <source>The sheet is saved as a PDF, ready for the printer.</source>
        <translation>保存为 PDF，可直接打印。</translation>
    </message>
    <message>
        <source>With whole phone numbers</source>
        <translation>印完整电话号码</translation>
    </message>
    <message>
        <source>Otherwise the middle of every number is hidden</source>
        <translation>否则号码中间几位隐去</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>{pages} page(s) saved to {name}</source>
        <translation>已保存 {pages} 页到 {name}</translation>
    </message>
    <message>
        <source>Import holidays</source>
        <translation>导入放假安排</translation>
    </message>
    <message>
        <source>Holidays taken in: {years}</source>
        <translation>已导入 {years} 年放假安排</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Workdays</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>Weekends</source>
        <translation>周末</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>Nights</source>
        <translation>夜班</translation>
    </message>
    <message>
        <source>Leading</source>
        <translation>带班</translation>
    </message>
    <message>
        <source>Plan {month}</source>
        <translation>排 {month} 值班表</translation>
    </message>
    <message>
        <source>Holidays are shared first, then weekends, then working days; what is held already stays.</source>
        <translation>先均分节假日，再周末，再工作日；已排定的岗位不动。</translation>
    </message>
    <message>
        <source>Plan it so</source>
        <translation>照此排定</translation>
    </message>
    <message>
        <source>{count} posts given, {free} free.</source>
        <translation>排定 {count} 个岗位，空缺 {free} 个。</translation>
    </message>
    <message>
        <source>Leaders</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>{count} times two shifts in a row: more people would help.</source>
        <translation>有 {count} 处连续两班，建议增加人员。</translation>
    </message>
    <message>
        <source>How fair it is</source>
        <translation>均衡情况</translation>
    </message>
    <message>
        <source>{who}: {least}–{most} duties each, holidays {fewest}–{many}.</source>
        <translation>{who}：每人 {least}—{most} 次，节假日 {fewest}—{many} 次。</translation>
    </message>
    <message>
        <source>Import holidays…</source>
        <translation>导入放假安排…</translation>
    </message>
    <message>
        <source>The month, days down and posts across</source>
        <translation>本月值班表，行为日期，列为岗位</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Nothing to look at</source>
        <translation>没有需要处理的</translation>
    </message>
    <message>
        <source>Duties</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Nobody is on this month&apos;s roster</source>
        <translation>本月还没有排人</translation>
    </message>
    <message>
        <source>Swaps</source>
        <translation>换班</translation>
    </message>
    <message>
        <source>No swaps</source>
        <translation>没有换班</translation>
    </message>
    <message>
        <source>Choose a duty in the grid and ask for a swap</source>
        <translation>在表中选定班次，点“换班”提出</translation>
    </message>
    <message>
        <source>Plan…</source>
        <translation>排班…</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>公布…</translation>
    </message>
    <message>
        <source>Swap…</source>
        <translation>换班…</translation>
    </message>
    <message>
        <source>Sheet…</source>
        <translation>打印表…</translation>
    </message>
    <message>
        <source>The other agrees…</source>
        <translation>对方同意…</translation>
    </message>
    <message>
        <source>Leader agrees, file…</source>
        <translation>带班领导同意并备案…</translation>
    </message>
    <message>
        <source>Refuse or withdraw…</source>
        <translation>不同意或撤回…</translation>
    </message>
    <message>
        <source>Later changes of {month} need a reason and stay marked.</source>
        <translation>公布后改动 {month} 的值班表须写理由，并留痕。</translation>
    </message>
    <message>
        <source>{count} posts are still free.</source>
        <translation>还有 {count} 个岗位空缺。</translation>
    </message>
    <message>
        <source>Publish the month</source>
        <translation>公布本月值班表</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>公布</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>换班</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Import from Excel…</source>
        <translation>从 Excel 导入…</translation>
    </message>
    <message>
        <source>Export or template (Excel)…</source>
        <translation>导出 Excel（即模板）…</translation>
    </message>
    <message>
        <source>Shifts and posts…</source>
        <translation>班次与岗位…</translation>
    </message>
    <message>
        <source>The month before</source>
        <translation>上个月</translation>
    </message>
    <message>
        <source>The month after</source>
        <translation>下个月</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>● holiday  ○ weekend  ◆ worked weekend  ▲ free  △ changed or swapped  ※ to look at   Type a name, Enter edits, Delete clears</source>
        <translation>● 节假日&#x3000;○ 周末&#x3000;◆ 调休上班&#x3000;▲ 空缺&#x3000;△ 公布后改动或换班&#x3000;※ 需核对&#x3000;&#x3000;直接打字改人，回车编辑，Delete 空出</translation>
    </message>
</context>
<context>
    <name>ElementList</name>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有内容</translation>
    </message>
    <message>
        <source>Insert adds the first one</source>
        <translation>按 Insert 键增加第一项</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>增加</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n 处问题</numerusform>
        </translation>
    </message>
    <message>
        <source>to confirm</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Read in</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Add behind the current one (Insert)</source>
        <translation>在当前项之后增加（Insert）</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Once more (Ctrl+D)</source>
        <translation>照样再来一项 (Ctrl+D)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Take out; undo brings it back (Delete)</source>
        <translation>删去这一项，可以撤销（Delete）</translation>
    </message>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>上移 (Alt+Up)</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>下移 (Alt+Down)</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>按时限排序</translation>
    </message>
    <message>
        <source>Put all in the order of their times</source>
        <translation>全部按时限先后排列</translation>
    </message>
</context>
<context>
    <name>Enrol</name>
    <message>
        <source>WGS-84 (what phones give as a rule)</source>
        <translation>WGS-84（手机一般给出的坐标）</translation>
    </message>
    <message>
        <source>GCJ-02 (positions stand some hundred metres off)</source>
        <translation>GCJ-02（位置偏移几百米时选这个）</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Whose phone</source>
        <translation>谁的手机</translation>
    </message>
    <message>
        <source>for example: phone of Wang</source>
        <translation>例如：王某手机</translation>
    </message>
    <message>
        <source>Program on the phone</source>
        <translation>手机上的程序</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>A position is personal data: tell whoever carries the phone, and revoke it when the duty ends.</source>
        <translation>位置属于个人信息：请告知持机人，任务结束或人员离队时及时停用。</translation>
    </message>
    <message>
        <source>Enrol a phone</source>
        <translation>登记手机</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>New token for {name}</source>
        <translation>更换“{name}”的令牌</translation>
    </message>
    <message>
        <source>The old token opens nothing from then on; the phone has to read the new QR code.</source>
        <translation>原令牌立即失效，手机需重新扫描新的二维码。</translation>
    </message>
    <message>
        <source>Make a new token</source>
        <translation>更换令牌</translation>
    </message>
    <message>
        <source>Set up {name}</source>
        <translation>设置“{name}”</translation>
    </message>
    <message>
        <source>Scan the code with the phone. It is shown this once: what was not scanned needs a new token.</source>
        <translation>请用手机扫描二维码。二维码和令牌只显示这一次，没有扫到的只能更换令牌。</translation>
    </message>
    <message>
        <source>The door listens on this machine only: choose a network address in the settings first.</source>
        <translation>目前只在本机监听，手机连不上。请先在“设置”中选择局域网地址。</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>Or type it by hand</source>
        <translation>或手工填写</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>配置链接</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>EntryDetail</name>
    <message>
        <source>Stored body</source>
        <translation>存储原文</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Select an entry to see its seal and what is stored.</source>
        <translation>选择一条记录，查看校验和存储内容。</translation>
    </message>
    <message>
        <source>Seal fits</source>
        <translation>校验相符</translation>
    </message>
    <message>
        <source>Seal does not fit</source>
        <translation>校验不符</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>席位</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>缘由</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Kind · version</source>
        <translation>类别 · 版本</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>校验码</translation>
    </message>
    <message>
        <source>Seal before</source>
        <translation>上一条校验码</translation>
    </message>
</context>
<context>
    <name>Equipment</name>
    <message>
        <source>No equipment</source>
        <translation>没有设备</translation>
    </message>
    <message>
        <source>Enter what the duty room has</source>
        <translation>请登记值班室的设备</translation>
    </message>
    <message>
        <source>It works</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Record a test of the chosen piece: it works</source>
        <translation>登记所选设备的一次检查：正常</translation>
    </message>
    <message>
        <source>Record a test… (Enter)</source>
        <translation>登记检查…（回车）</translation>
    </message>
    <message>
        <source>Enter equipment…</source>
        <translation>增加设备…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Required for a fault</source>
        <translation>故障、不在位时必填</translation>
    </message>
    <message>
        <source>Test: {item}</source>
        <translation>检查：{item}</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>0: no reminder</source>
        <translation>0 为不提醒</translation>
    </message>
    <message>
        <source>Change equipment</source>
        <translation>修改设备</translation>
    </message>
    <message>
        <source>Enter equipment</source>
        <translation>增加设备</translation>
    </message>
    <message>
        <source>Intervals are suggestions until this room sets its own.</source>
        <translation>间隔为建议值，本室可自行设定。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>this room&apos;s own</source>
        <translation>本室自定</translation>
    </message>
</context>
<context>
    <name>EquipmentTab</name>
    <message>
        <source>Equipment</source>
        <translation>装备</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Next inspection</source>
        <translation>下次检验</translation>
    </message>
    <message>
        <source>No equipment is entered</source>
        <translation>没有登记装备</translation>
    </message>
    <message>
        <source>Enter it by “Change…” or by the Excel roster</source>
        <translation>用“修改…”或 Excel 花名册登记</translation>
    </message>
</context>
<context>
    <name>EscalationBar</name>
    <message>
        <source>Answered (Ctrl+F9)</source>
        <translation>已接通 (Ctrl+F9)</translation>
    </message>
    <message>
        <source>No answer (Ctrl+F10)</source>
        <translation>无人接听 (Ctrl+F10)</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>已请转告</translation>
    </message>
    <message numerus="yes">
        <source>Call the leaders: %n not acknowledged</source>
        <translation>
            <numerusform>请呼叫领导：%n 项未确认</numerusform>
        </translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>%1 起</translation>
    </message>
</context>
<context>
    <name>EvaluationView</name>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Survey…</source>
        <translation>参演自评…</translation>
    </message>
    <message>
        <source>What those who took part say of the drill</source>
        <translation>录入参演人员的自评意见</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Nothing to judge yet</source>
        <translation>还没有可评的内容</translation>
    </message>
    <message>
        <source>It is computed once the drill has begun.</source>
        <translation>演练开始后自动评分。</translation>
    </message>
    <message>
        <source>What it rests on</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Nothing in the journal speaks of it</source>
        <translation>日志中没有相关记录</translation>
    </message>
    <message>
        <source>Judge it by what you saw.</source>
        <translation>请按现场所见评价。</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>评估对象</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>规则分</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>人工分</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>综合</translation>
    </message>
    <message>
        <source>My mark</source>
        <translation>我的评价</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>What was found or said</source>
        <translation>认定情况或评语</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>What it rests on (Enter shows the entry)</source>
        <translation>依据（回车看日志）</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>all other plans, grading, reporting</source>
        <translation>其他预案、判级、报送</translation>
    </message>
    <message>
        <source>The settings could not be read and were kept as %1: the defaults hold now</source>
        <translation>设置文件无法读取，已另存为 %1，现用默认设置</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>其他功能全部正常</translation>
    </message>
    <message>
        <source>The journal does not fit at entry %1: this desk only reads</source>
        <translation>日志第 %1 条校验不符：值守台只读</translation>
    </message>
    <message>
        <source>reading, printing, exporting; restore a backup to go on writing</source>
        <translation>查阅、打印、导出；从备份恢复后方可写入</translation>
    </message>
    <message>
        <source>Outbox, {channel}: {result}, {count} report(s) wait</source>
        <translation>发件箱“{channel}”：{result}，{count} 件待发</translation>
    </message>
    <message>
        <source>phone, fax and the other channels; it is tried again by itself</source>
        <translation>电话、传真及其他通道；系统会自动重试</translation>
    </message>
    <message>
        <source>The data folder cannot be written: this desk only reads</source>
        <translation>数据文件夹不可写，本台只读</translation>
    </message>
    <message>
        <source>reading, printing; set the folder&apos;s permissions or choose another one, then start again</source>
        <translation>可查阅、可打印；请修改文件夹权限或另选文件夹后重新打开</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>This computer has no duty desk yet. The demo opens a fictional township with a day in progress; your own township begins empty and asks for its name, its superior and who is on duty.</source>
        <translation>本机尚未启用值守台。演示为虚构乡镇，已有一日在办；本乡镇从空白开始，需填写名称、上级和值班人员。</translation>
    </message>
    <message>
        <source>My own township</source>
        <translation>启用本乡镇</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>打开演示</translation>
    </message>
    <message>
        <source>Zhishou duty desk</source>
        <translation>值守台</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>乡镇（街道）</translation>
    </message>
    <message>
        <source>County</source>
        <translation>县（市、区）</translation>
    </message>
    <message>
        <source>City</source>
        <translation>市</translation>
    </message>
    <message>
        <source>Name of the township</source>
        <translation>乡镇名称</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Superior duty room</source>
        <translation>上级值班室</translation>
    </message>
    <message>
        <source>Reporting rules</source>
        <translation>报送规则</translation>
    </message>
    <message>
        <source>suggested figures: enter your county&apos;s own file</source>
        <translation>均为建议值，请录入本县文件</translation>
    </message>
    <message>
        <source>Leader on duty</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>Officer on duty</source>
        <translation>值班员</translation>
    </message>
    <message>
        <source>Latitude of the centre</source>
        <translation>中心点纬度</translation>
    </message>
    <message>
        <source>CGCS2000 / WGS-84, may be added later</source>
        <translation>CGCS2000 / WGS-84，可以后补填</translation>
    </message>
    <message>
        <source>Longitude of the centre</source>
        <translation>中心点经度</translation>
    </message>
    <message>
        <source>This desk has no units and no contacts yet. Fill in the Excel template and import it, or do it later in the duty room.</source>
        <translation>本值守台尚无力量和联系人。请填写 Excel 模板后导入，也可稍后在值班室办理。</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Write the template</source>
        <translation>导出模板</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Units and contacts</source>
        <translation>力量和联系人</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Found the desk</source>
        <translation>启用值守台</translation>
    </message>
</context>
<context>
    <name>Forces</name>
    <message>
        <source>Beat</source>
        <translation>巡区</translation>
    </message>
    <message>
        <source>Patrol</source>
        <translation>巡防力量</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Counts as passed within</source>
        <translation>到点距离</translation>
    </message>
    <message>
        <source>Change the place</source>
        <translation>修改场所</translation>
    </message>
    <message>
        <source>New place</source>
        <translation>新增场所</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>大类</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>所在村</translation>
    </message>
    <message>
        <source>Capacity of a shelter</source>
        <translation>可容纳人数（避难场所）</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Households</source>
        <translation>户数</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Checkpoints and times</source>
        <translation>巡查点和到点时间</translation>
    </message>
    <message>
        <source>One a line; a time where it is to be passed by then: Bridge 21:30</source>
        <translation>一行一个；要求到点的写时间，如 河街桥 21:30</translation>
    </message>
    <message>
        <source>Every named point of the beat is a checkpoint; a line taken out is not passed.</source>
        <translation>巡区内有名字的点都是巡查点；删去的行本次不查。</translation>
    </message>
    <message>
        <source>Plan a patrol</source>
        <translation>安排巡防</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>安排</translation>
    </message>
    <message>
        <source>Cancel the patrol of {beat}</source>
        <translation>取消“{beat}”的巡防</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Reported by</source>
        <translation>报告力量</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Handed to</source>
        <translation>移交给</translation>
    </message>
    <message>
        <source>Work orders only: nothing of an investigation belongs here.</source>
        <translation>只登记工单，不登记侦查内容。</translation>
    </message>
    <message>
        <source>Report a finding</source>
        <translation>登记巡防发现</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Hand the finding on</source>
        <translation>移交巡防发现</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>移交给谁</translation>
    </message>
    <message>
        <source>No incident is open: begin the intake first</source>
        <translation>没有处置中的事件：请先接报</translation>
    </message>
    <message>
        <source>Which incident did it become?</source>
        <translation>转成了哪个事件？</translation>
    </message>
    <message>
        <source>{count} reminders: {first}</source>
        <translation>提醒 {count} 条：{first}</translation>
    </message>
    <message>
        <source>All reminders</source>
        <translation>全部提醒</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>What has run out, what runs out within 30 days, and what is low in store.</source>
        <translation>已到期、30 天内到期和库存不足的，按轻重排列。</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>现场</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>One a line, or between commas</source>
        <translation>一行一人，或用逗号分开</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Where inside</source>
        <translation>所在部位</translation>
    </message>
    <message>
        <source>Expected out</source>
        <translation>预计离场</translation>
    </message>
    <message>
        <source>From the expected time on a missing sign-out is an alarm.</source>
        <translation>过了预计时间还没有登记离场，就会报警。</translation>
    </message>
    <message>
        <source>Sign people in</source>
        <translation>登记进入现场</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登记进入</translation>
    </message>
    <message>
        <source>{count} out, seen with own eyes or heard by radio:</source>
        <translation>{count} 人离场，已当面或用对讲机核实：</translation>
    </message>
    <message>
        <source>Sign people out</source>
        <translation>登记离开现场</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>登记离场</translation>
    </message>
    <message>
        <source>Expect {name} at another time</source>
        <translation>修改“{name}”的预计离场时间</translation>
    </message>
    <message>
        <source>Change the stock</source>
        <translation>修改物资</translation>
    </message>
    <message>
        <source>New stock</source>
        <translation>新增物资</translation>
    </message>
    <message>
        <source>How much there is changes by “Stock change”.</source>
        <translation>数量在“库存变动”中登记，不在这里改。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>In store</source>
        <translation>在库数量</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最低储备</translation>
    </message>
    <message>
        <source>Usable until</source>
        <translation>保质期至</translation>
    </message>
    <message>
        <source>Kept at</source>
        <translation>存放点</translation>
    </message>
    <message>
        <source>Keeper</source>
        <translation>保管人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Announce address and way by broadcast and text message.</source>
        <translation>请用广播、短信公告地址和前往路线。</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>启用“{name}”</translation>
    </message>
    <message>
        <source>Open the shelter</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>From where</source>
        <translation>来自哪里</translation>
    </message>
    <message>
        <source>Need help (names)</source>
        <translation>特需人员（姓名）</translation>
    </message>
    <message>
        <source>Only those who need help; one a line</source>
        <translation>只登记需要帮助的人，一行一人</translation>
    </message>
    <message>
        <source>Which help</source>
        <translation>何种需要</translation>
    </message>
    <message>
        <source>Confirmed beyond its capacity</source>
        <translation>确认超员接收</translation>
    </message>
    <message>
        <source>{occupied} in, room for {left}.</source>
        <translation>在住 {occupied} 人，余 {left} 人。</translation>
    </message>
    <message>
        <source>Let people into {name}</source>
        <translation>“{name}”接收人员</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>To where</source>
        <translation>去往</translation>
    </message>
    <message>
        <source>Of those needing help</source>
        <translation>其中特需人员</translation>
    </message>
    <message>
        <source>{occupied} in.</source>
        <translation>在住 {occupied} 人。</translation>
    </message>
    <message>
        <source>Leaving {name}</source>
        <translation>从“{name}”离开</translation>
    </message>
    <message>
        <source>Close {name}</source>
        <translation>关闭“{name}”</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>变动</translation>
    </message>
    <message>
        <source>By or to whom</source>
        <translation>经手（去向）</translation>
    </message>
    <message>
        <source>Needed for a count and a write-off</source>
        <translation>盘点、报损必填</translation>
    </message>
    <message>
        <source>{left} in store, {out} out.</source>
        <translation>在库 {left}，借出 {out}。</translation>
    </message>
    <message>
        <source>What is needed</source>
        <translation>所需物资</translation>
    </message>
    <message>
        <source>Unit of measure</source>
        <translation>计量单位</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>提出人</translation>
    </message>
    <message>
        <source>Needed by</source>
        <translation>要到时间</translation>
    </message>
    <message>
        <source>Ask for materials</source>
        <translation>提出物资需求</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提出</translation>
    </message>
    <message>
        <source>Own store</source>
        <translation>本级库</translation>
    </message>
    <message>
        <source>Or from</source>
        <translation>或由谁提供</translation>
    </message>
    <message>
        <source>The county, a shop, a neighbour</source>
        <translation>上级、商店、邻近乡镇等</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预计到达</translation>
    </message>
    <message>
        <source>Issued: {what}</source>
        <translation>发出：{what}</translation>
    </message>
    <message>
        <source>Promised: {what}</source>
        <translation>答应：{what}</translation>
    </message>
    <message>
        <source>Arrived: {what}</source>
        <translation>到达：{what}</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>哪一家</translation>
    </message>
    <message>
        <source>Cannot give: {what}</source>
        <translation>不能提供：{what}</translation>
    </message>
    <message>
        <source>Close the request: {what}</source>
        <translation>了结需求：{what}</translation>
    </message>
    <message>
        <source>{pages} page(s) saved to {name}</source>
        <translation>已存为 {name}，共 {pages} 页</translation>
    </message>
    <message>
        <source>Latitude, longitude</source>
        <translation>纬度, 经度</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Phone maps give GCJ-02</source>
        <translation>手机地图取的点选 GCJ-02</translation>
    </message>
    <message>
        <source>Latitude, longitude in degrees, such as 20.05123, 110.07456</source>
        <translation>纬度, 经度（度），如 20.05123, 110.07456</translation>
    </message>
    <message>
        <source>This is not in China: check the two numbers</source>
        <translation>不在我国境内，请核对两个数</translation>
    </message>
</context>
<context>
    <name>FromPlan</name>
    <message>
        <source>Plan</source>
        <translation>预案</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件种类</translation>
    </message>
    <message>
        <source>empty: by the plan&apos;s own cases</source>
        <translation>留空：按预案自测的例子</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>发生地点</translation>
    </message>
    <message>
        <source>empty: the area in words</source>
        <translation>留空：只写地区</translation>
    </message>
    <message>
        <source>People are brought to</source>
        <translation>转移到</translation>
    </message>
    <message>
        <source>Begins at</source>
        <translation>开始时刻</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>empty: by plan and level</source>
        <translation>留空：按预案和级别取名</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Take over the shift</source>
        <translation>接班</translation>
    </message>
    <message>
        <source>{officer} is on duty. What is open is handed over matter by matter.</source>
        <translation>{officer} 正在当班。未完事项须逐项移交。</translation>
    </message>
    <message>
        <source>Begin the handover…</source>
        <translation>开始交接…</translation>
    </message>
    <message>
        <source>Emergency: without a handover…</source>
        <translation>紧急：不交接直接接班…</translation>
    </message>
    <message>
        <source>The shift has changed hands</source>
        <translation>交接班已完成</translation>
    </message>
    <message>
        <source>Print the sheet for both to sign?</source>
        <translation>是否打印交接班记录供双方签字？</translation>
    </message>
    <message>
        <source>Print the sheet…</source>
        <translation>打印记录…</translation>
    </message>
    <message>
        <source>Who takes over?</source>
        <translation>由谁接班？</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Why is nothing handed over?</source>
        <translation>为何不交接？</translation>
    </message>
    <message>
        <source>Nothing is accepted; the reason stands in the duty log.</source>
        <translation>不作任何接收，理由记入值班日志。</translation>
    </message>
    <message>
        <source>From {handed} to {officer}, leader {leader}. Every matter is accepted one by one.</source>
        <translation>{handed} 交，{officer} 接，带班领导 {leader}。逐项接收，不得遗漏。</translation>
    </message>
    <message>
        <source>Hand the shift over</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Nothing is open</source>
        <translation>没有未完事项</translation>
    </message>
    <message>
        <source>Give both names below to complete the handover</source>
        <translation>请双方在下方署名，完成交接</translation>
    </message>
    <message>
        <source>Remark of the relief</source>
        <translation>接班人备注</translation>
    </message>
    <message>
        <source>Remark (may be empty)</source>
        <translation>备注（可不填）</translation>
    </message>
    <message>
        <source>Accept and next (Enter)</source>
        <translation>接收并转下一项（回车）</translation>
    </message>
    <message>
        <source>{done} of {all} accepted, {left} left</source>
        <translation>共 {all} 项，已接收 {done} 项，待接 {left} 项</translation>
    </message>
    <message>
        <source>Break the handover off</source>
        <translation>中止交接班</translation>
    </message>
    <message>
        <source>Reason; what was accepted has to be accepted again</source>
        <translation>理由；已接收的事项须重新接收</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Handed over by</source>
        <translation>交班人</translation>
    </message>
    <message>
        <source>Taken over by</source>
        <translation>接班人</translation>
    </message>
    <message>
        <source>Go on later</source>
        <translation>稍后继续</translation>
    </message>
    <message>
        <source>Break off…</source>
        <translation>中止…</translation>
    </message>
    <message>
        <source>Complete the handover</source>
        <translation>完成交接班</translation>
    </message>
</context>
<context>
    <name>HeadBar</name>
    <message>
        <source>(no name)</source>
        <translation>（未命名）</translation>
    </message>
    <message>
        <source>Draft {version}</source>
        <translation>草稿 {version}</translation>
    </message>
    <message>
        <source>saved {time}</source>
        <translation>已保存 {time}</translation>
    </message>
    <message>
        <source>recovery copy {time}</source>
        <translation>恢复副本 {time}</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>未改动</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Leave the editor (Alt+Left)</source>
        <translation>退出编辑 (Alt+Left)</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>重做 (Ctrl+Y)</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Show the English texts beside the Chinese ones</source>
        <translation>同时显示英文文本</translation>
    </message>
    <message>
        <source>Problems and trial</source>
        <translation>问题与试算</translation>
    </message>
    <message>
        <source>Show or hide the right side (F4)</source>
        <translation>显示或隐藏右侧 (F4)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the draft (Ctrl+S)</source>
        <translation>保存草稿 (Ctrl+S)</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Take a call in one line, then Enter (F2)</source>
        <translation>一行接报，按 Enter (F2)</translation>
    </message>
    <message>
        <source>New incident (Ctrl+N)</source>
        <translation>接报 (Ctrl+N)</translation>
    </message>
    <message>
        <source>Find anything (Ctrl+K)</source>
        <translation>查找一切 (Ctrl+K)</translation>
    </message>
    <message>
        <source>%1 Duty Desk</source>
        <translation>%1应急指挥值守台</translation>
    </message>
    <message>
        <source>Nobody has taken over the shift</source>
        <translation>尚未接班</translation>
    </message>
    <message>
        <source>Leader %1   Officer %2</source>
        <translation>带班 %1   值班 %2</translation>
    </message>
</context>
<context>
    <name>HealthCard</name>
    <message>
        <source>Health</source>
        <translation>运行状况</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>mend</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>look</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>at rest</source>
        <translation>未启动</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>There is no page for this screen yet.</source>
        <translation>本屏暂无帮助。</translation>
    </message>
</context>
<context>
    <name>ImportTab</name>
    <message>
        <source>Read out of the document</source>
        <translation>从文件中提取的内容</translation>
    </message>
    <message>
        <source>Nothing was recognised</source>
        <translation>没有提取到内容</translation>
    </message>
    <message>
        <source>Fill the plan in with the editor.</source>
        <translation>请用编辑器填写预案。</translation>
    </message>
    <message>
        <source>Not understood</source>
        <translation>没有读懂的段落</translation>
    </message>
    <message>
        <source>Everything was understood</source>
        <translation>全部读懂</translation>
    </message>
    <message>
        <source>Accept (Y)</source>
        <translation>采纳 (Y)</translation>
    </message>
    <message>
        <source>Reject (N)</source>
        <translation>不采纳 (N)</translation>
    </message>
    <message>
        <source>Accept all that wait…</source>
        <translation>其余全部采纳…</translation>
    </message>
    <message>
        <source>{file}: {waiting} of {count} items wait, {unread} paragraphs were not understood</source>
        <translation>{file}：{count} 项中 {waiting} 项待确认，{unread} 段没有读懂</translation>
    </message>
    <message>
        <source>Recognised ({count})</source>
        <translation>提取的内容（{count}）</translation>
    </message>
    <message>
        <source>Not understood ({count})</source>
        <translation>没有读懂（{count}）</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Became</source>
        <translation>成为</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Recognised as</source>
        <translation>识别为</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are accepted without having been looked at one by one.</source>
        <translation>
            <numerusform>%n 项将不经逐项核对直接采纳。</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept all that wait</source>
        <translation>其余全部采纳</translation>
    </message>
    <message>
        <source>Accept all</source>
        <translation>全部采纳</translation>
    </message>
</context>
<context>
    <name>Inbox</name>
    <message>
        <source>Take in</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>知悉</translation>
    </message>
    <message>
        <source>Everything that was told</source>
        <translation>全部来电来文</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>另有 {count} 条</translation>
    </message>
</context>
<context>
    <name>IncidentsTab</name>
    <message>
        <source>Incidents</source>
        <translation>突发事件</translation>
    </message>
    <message>
        <source>No incident</source>
        <translation>没有事件</translation>
    </message>
    <message>
        <source>Incidents stand here from the first call on; Ctrl+N takes one in.</source>
        <translation>接报后事件即在此列出；按 Ctrl+N 接报。</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Open only</source>
        <translation>仅处置中</translation>
    </message>
    <message>
        <source>Closed only</source>
        <translation>仅已结案</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>全部大类</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>大类</translation>
    </message>
    <message>
        <source>All grades</source>
        <translation>全部等级</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>不限时间</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Last {count} days</source>
        <translation>近 {count} 天</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Play this incident back</source>
        <translation>回放这一事件的处置过程</translation>
    </message>
    <message>
        <source>Paper…</source>
        <translation>文书…</translation>
    </message>
    <message>
        <source>Go to incident (Enter)</source>
        <translation>转到事件 (Enter)</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Aware at</source>
        <translation>接报时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Casualties</source>
        <translation>伤亡</translation>
    </message>
    <message>
        <source>Closed at</source>
        <translation>结案时间</translation>
    </message>
</context>
<context>
    <name>InjectsPage</name>
    <message>
        <source>Expectations of this inject</source>
        <translation>这条导调的预期行动</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Timeline of the injects</source>
        <translation>导调时间轴</translation>
    </message>
</context>
<context>
    <name>InstructionTab</name>
    <message>
        <source>Instructions</source>
        <translation>上级来件</translation>
    </message>
    <message>
        <source>Nothing has come in from above</source>
        <translation>没有上级来件</translation>
    </message>
    <message>
        <source>Record queries, leaders&apos; instructions and orders here.</source>
        <translation>上级要求核实、领导批示、督办、指令在这里登记。</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Not closed</source>
        <translation>未办结</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Received…</source>
        <translation>收到来件…</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>分办…</translation>
    </message>
    <message>
        <source>Record a step…</source>
        <translation>记录进展…</translation>
    </message>
    <message>
        <source>Answer… (Enter)</source>
        <translation>反馈…（Enter）</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>办结…</translation>
    </message>
    <message>
        <source>Print sheet…</source>
        <translation>打印单子…</translation>
    </message>
    <message>
        <source>Go to incident</source>
        <translation>转到事件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来件人</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>责任单位（人）</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>Instructions</name>
    <message>
        <source>Word for word. A query about an incident starts the clock of its verification at once.</source>
        <translation>请照录原文。针对某一事件的核实要求，一经登记即起算核报时限。</translation>
    </message>
    <message>
        <source>Received from above</source>
        <translation>收到上级来件</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Responsible unit or person</source>
        <translation>责任单位（人）</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>分办</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>办理情况</translation>
    </message>
    <message>
        <source>The work is done; only the answer is left</source>
        <translation>事项已办完，只待反馈</translation>
    </message>
    <message>
        <source>Record a step</source>
        <translation>记录进展</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>反馈</translation>
    </message>
    <message>
        <source>By</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Record answer</source>
        <translation>记录反馈</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>It was not answered: say why</source>
        <translation>尚未反馈，请写明理由</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>To be handled by</source>
        <translation>办理时限</translation>
    </message>
    <message>
        <source>To be answered by</source>
        <translation>反馈时限</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Came by</source>
        <translation>接收方式</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来件人</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>Office and phone</source>
        <translation>单位及电话</translation>
    </message>
    <message>
        <source>Received at</source>
        <translation>收到时间</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>责任单位（人）</translation>
    </message>
    <message>
        <source>suggested for a query: 30 min; as the superior set it</source>
        <translation>核实要求建议值 30 分钟，以上级要求为准</translation>
    </message>
</context>
<context>
    <name>JournalFilters</name>
    <message>
        <source>All kinds</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Kind of entry</source>
        <translation>记录类别</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>All incidents</source>
        <translation>全部事件</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Day 07-18</source>
        <translation>日期 07-18</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
</context>
<context>
    <name>JournalTab</name>
    <message>
        <source>Journal</source>
        <translation>值班日志</translation>
    </message>
    <message>
        <source>No such entry</source>
        <translation>没有这样的记录</translation>
    </message>
    <message>
        <source>Change the search above, or load older entries.</source>
        <translation>请修改上方条件，或读取更早记录。</translation>
    </message>
    <message>
        <source>Load older</source>
        <translation>读取更早</translation>
    </message>
    <message>
        <source>Load all</source>
        <translation>读取全部</translation>
    </message>
    <message>
        <source>Verify chain</source>
        <translation>核对日志链</translation>
    </message>
    <message>
        <source>The whole journal with its seals, one JSON line an entry</source>
        <translation>全部日志连同校验码，每条一行 JSON</translation>
    </message>
    <message>
        <source>Export chain…</source>
        <translation>导出日志链…</translation>
    </message>
    <message>
        <source>Go to incident</source>
        <translation>转到事件</translation>
    </message>
    <message>
        <source>Checking every seal…</source>
        <translation>正在逐条核对…</translation>
    </message>
    <message>
        <source>Reading the journal</source>
        <translation>正在读取日志</translation>
    </message>
    <message>
        <source>Searched: the newest {count} of {total} entries, back to {day}</source>
        <translation>已查最新 {count} 条（共 {total} 条），至 {day}</translation>
    </message>
    <message>
        <source>All {total} entries searched</source>
        <translation>已查全部 {total} 条</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Export chain</source>
        <translation>导出日志链</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON 文本 (*.jsonl)</translation>
    </message>
    <message>
        <source>{count} entries written to {name}</source>
        <translation>已导出 {count} 条到 {name}</translation>
    </message>
</context>
<context>
    <name>JudgingBar</name>
    <message>
        <source>Form of the marks</source>
        <translation>打分方式</translation>
    </message>
    <message>
        <source>Evaluator</source>
        <translation>评估人</translation>
    </message>
    <message>
        <source>Evaluator&apos;s name</source>
        <translation>评估人姓名</translation>
    </message>
    <message>
        <source>Words: what you saw (Enter records)</source>
        <translation>评语：所见情况（回车记录）</translation>
    </message>
    <message>
        <source>0 to 100, Enter</source>
        <translation>0–100，回车</translation>
    </message>
</context>
<context>
    <name>KeptView</name>
    <message>
        <source>Which papers</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>This incident</source>
        <translation>本事件</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Kept papers</source>
        <translation>留存件</translation>
    </message>
    <message>
        <source>Nothing was kept yet</source>
        <translation>还没有留存件</translation>
    </message>
    <message>
        <source>What is printed, saved or copied from the preview is kept here.</source>
        <translation>打印、保存、复制出去的文书都会留存在这里。</translation>
    </message>
    <message>
        <source>Back to the preview</source>
        <translation>返回预览</translation>
    </message>
    <message>
        <source>Back to the preview (Escape)</source>
        <translation>返回预览（Esc）</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show it as it was issued (Enter)</source>
        <translation>查看印发时的原件（回车）</translation>
    </message>
    <message>
        <source>Save again…</source>
        <translation>再次另存…</translation>
    </message>
    <message>
        <source>Compare the kept bytes with the journal</source>
        <translation>把留存件与日志中的校验值逐一核对</translation>
    </message>
    <message>
        <source>Compare all</source>
        <translation>全部核对</translation>
    </message>
    <message>
        <source>Check a file…</source>
        <translation>核验文件…</translation>
    </message>
    <message>
        <source>Comparing with the journal</source>
        <translation>正在与日志核对</translation>
    </message>
    <message>
        <source>{count} kept papers are no longer what was issued: see the column “Kept copy”.</source>
        <translation>有 {count} 份留存件已不是印发时的原件，见“留存件状态”一列。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>About</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经手人</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>脱敏</translation>
    </message>
    <message>
        <source>Kept copy</source>
        <translation>留存件状态</translation>
    </message>
    <message>
        <source>Why in full</source>
        <translation>未脱敏理由</translation>
    </message>
    <message>
        <source>Check code</source>
        <translation>校验码</translation>
    </message>
</context>
<context>
    <name>Kit</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>自 {time}</translation>
    </message>
    <message>
        <source>still works: {what}</source>
        <translation>仍可用：{what}</translation>
    </message>
    <message>
        <source>Search, pinyin initials too (Ctrl+F)</source>
        <translation>查找/拼音 (Ctrl+F)</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>约剩 {time}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>0255, y 2340, 7-18 0255, -5</source>
        <translation>0255、昨 2340、-5</translation>
    </message>
    <message>
        <source>A time such as 0255 or 02:55</source>
        <translation>时间，如 0255 或 02:55</translation>
    </message>
    <message>
        <source>2026-07-18</source>
        <translation>2026-07-18</translation>
    </message>
    <message>
        <source>type to find</source>
        <translation>输入查找</translation>
    </message>
    <message>
        <source>Not in the list</source>
        <translation>不在列表中</translation>
    </message>
    <message>
        <source>Key {number}</source>
        <translation>按键 {number}</translation>
    </message>
    <message>
        <source>A whole number</source>
        <translation>填整数</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>填数字</translation>
    </message>
    <message>
        <source>At most {count} decimals</source>
        <translation>最多 {count} 位小数</translation>
    </message>
    <message>
        <source>At most {count} characters</source>
        <translation>最多 {count} 字</translation>
    </message>
    <message>
        <source>A day such as 2026-07-18</source>
        <translation>请写成日期，例如 2026-07-18</translation>
    </message>
    <message>
        <source>There is no such day</source>
        <translation>没有这一天</translation>
    </message>
    <message>
        <source>At least {bound}</source>
        <translation>不小于 {bound}</translation>
    </message>
    <message>
        <source>At most {bound}</source>
        <translation>不大于 {bound}</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键位图</translation>
    </message>
    <message>
        <source>No sound device: alarms are shown and beep only</source>
        <translation>没有音响设备：报警仅显示和蜂鸣</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Save these rows as xlsx or csv</source>
        <translation>将这些行导出为 xlsx 或 csv</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 表格 (*.xlsx)</translation>
    </message>
    <message>
        <source>Text table (*.csv)</source>
        <translation>文本表格 (*.csv)</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>未导出</translation>
    </message>
    <message>
        <source>{count} rows written to {name}</source>
        <translation>已导出 {count} 行到 {name}</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} 行</translation>
    </message>
    <message>
        <source>{count} of {total} rows</source>
        <translation>{count} / {total} 行</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Escape in the search box shows all rows</source>
        <translation>在搜索框按 Esc 显示全部</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>昨日 {time}</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>明日 {time}</translation>
    </message>
    <message>
        <source>{days} d {hours:02}:{minutes:02}</source>
        <translation>{days}天 {hours:02}:{minutes:02}</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>已超 {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>还剩 {time}</translation>
    </message>
    <message>
        <source>Take out (Delete)</source>
        <translation>移除（Delete）</translation>
    </message>
    <message>
        <source>type to add</source>
        <translation>输入查找并添加</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Attributes of “{title}”</source>
        <translation>“{title}”的属性</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>在地图上看</translation>
    </message>
    <message>
        <source>Imported layers</source>
        <translation>导入图层</translation>
    </message>
    <message>
        <source>No imported layers</source>
        <translation>还没有导入图层</translation>
    </message>
    <message>
        <source>Import village boundaries, grids or water works from Shapefile, KML, Excel and others</source>
        <translation>可从 Shapefile、KML、Excel 等文件导入村居边界、网格、水利设施等</translation>
    </message>
    <message>
        <source>{count} stored layer(s) cannot be read</source>
        <translation>有 {count} 个已存图层读不了</translation>
    </message>
    <message>
        <source>Which?</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Drawn as</source>
        <translation>画法</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Came in as</source>
        <translation>原坐标系</translation>
    </message>
    <message>
        <source>Source, review number</source>
        <translation>来源、审图号</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入时间</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Take a file in as a layer or as places</source>
        <translation>把文件导入为图层，或写入本台的场所</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>On / off</source>
        <translation>显示/隐藏</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Name and look…</source>
        <translation>名称与样式…</translation>
    </message>
    <message>
        <source>Attributes…</source>
        <translation>属性表…</translation>
    </message>
    <message>
        <source>Remarks…</source>
        <translation>说明…</translation>
    </message>
    <message>
        <source>Write out…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移去…</translation>
    </message>
    <message>
        <source>The stored layer cannot be read</source>
        <translation>已存图层读不了</translation>
    </message>
    <message>
        <source>Remarks on “{title}”</source>
        <translation>“{title}”的导入说明</translation>
    </message>
    <message>
        <source>Stored layers that cannot be read</source>
        <translation>读不了的已存图层</translation>
    </message>
    <message>
        <source>“{title}” leaves the map and this list. Its file is kept in the data folder, beside the other layers.</source>
        <translation>“{title}”将从地图和本列表移去，文件仍保留在数据文件夹中。</translation>
    </message>
    <message>
        <source>Remove the layer?</source>
        <translation>移去图层</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移去</translation>
    </message>
    <message>
        <source>As chosen</source>
        <translation>所选坐标系</translation>
    </message>
    <message>
        <source>To compare</source>
        <translation>对照坐标系</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>To the shift</source>
        <translation>看偏移</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Farther</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Name from</source>
        <translation>名称取自</translation>
    </message>
    <message>
        <source>Label from</source>
        <translation>标注取自</translation>
    </message>
    <message>
        <source>empty: no labels</source>
        <translation>留空则不标注</translation>
    </message>
    <message>
        <source>Shown from zoom</source>
        <translation>起始级别</translation>
    </message>
    <message>
        <source>0: always; 13: township</source>
        <translation>0 为始终显示，13 约一个乡镇</translation>
    </message>
    <message>
        <source>Whose data</source>
        <translation>数据来源单位</translation>
    </message>
    <message>
        <source>Map review number</source>
        <translation>审图号</translation>
    </message>
    <message>
        <source>Name and look</source>
        <translation>名称与样式</translation>
    </message>
    <message>
        <source>Import {file}</source>
        <translation>导入 {file}</translation>
    </message>
    <message>
        <source>No base map lies here to compare with: add one under “Base maps” first.</source>
        <translation>这里没有底图可对照；请先在“底图”页添加底图。</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Accept and import</source>
        <translation>确认无误，导入</translation>
    </message>
    <message>
        <source>Remarks ({count})</source>
        <translation>说明（{count}）</translation>
    </message>
    <message>
        <source>a layer of the map</source>
        <translation>地图图层</translation>
    </message>
    <message>
        <source>places of the desk: {category}</source>
        <translation>本台场所：{category}</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>数据表</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>choose after a look at the map</source>
        <translation>看过对照图后选择</translation>
    </message>
    <message>
        <source>Latitude or northing stands first</source>
        <translation>纬度（纵坐标）在前</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>导入为</translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <translation>图层名称</translation>
    </message>
    <message>
        <source>Mend areas that cross themselves</source>
        <translation>修复自相交的面</translation>
    </message>
    <message>
        <source> (not chosen yet)</source>
        <translation>（尚未选定）</translation>
    </message>
    <message>
        <source>nothing to compare with</source>
        <translation>没有可对照的坐标系</translation>
    </message>
    <message>
        <source>{frame}: {apart} apart</source>
        <translation>{frame}：相差 {apart}</translation>
    </message>
    <message>
        <source>No coordinate system fits these numbers; look at the file.</source>
        <translation>没有坐标系与这些数字相符，请检查文件。</translation>
    </message>
    <message>
        <source>Not among the likely systems: look whether it lies where it should.</source>
        <translation>不在推测之列，请看位置是否正确。</translation>
    </message>
    <message>
        <source>Look at the map</source>
        <translation>对照图</translation>
    </message>
    <message>
        <source>{count} m</source>
        <translation>{count} 米</translation>
    </message>
    <message>
        <source>{count} km</source>
        <translation>{count} 公里</translation>
    </message>
    <message>
        <source>Vector data ({endings})</source>
        <translation>矢量数据 ({endings})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Nothing was taken in. Mend the file and import it again.</source>
        <translation>没有导入任何内容。请改好文件后重新导入。</translation>
    </message>
    <message>
        <source>Layer “{title}”: {count} features</source>
        <translation>图层“{title}”：{count} 个要素</translation>
    </message>
    <message>
        <source>{count} features are left out (see the remarks of the layer).</source>
        <translation>有 {count} 个要素不导入（见图层的说明）。</translation>
    </message>
    <message>
        <source>{count} areas that crossed themselves are mended: check them on the map.</source>
        <translation>有 {count} 个自相交的面已修复，请在图上核对。</translation>
    </message>
    <message>
        <source>{count} features lie outside the region of this desk.</source>
        <translation>有 {count} 个要素不在本台辖区内。</translation>
    </message>
    <message>
        <source>{count} of them would lie inside with latitude and longitude swapped.</source>
        <translation>其中 {count} 个把经纬度对调后正好在辖区内。</translation>
    </message>
    <message>
        <source>Import {count} features?</source>
        <translation>导入 {count} 个要素</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>What is wrong, and the mend</source>
        <translation>问题及改法</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Nothing to remark</source>
        <translation>没有需要说明的</translation>
    </message>
    <message>
        <source>Every feature can be used as it is</source>
        <translation>全部要素都可直接使用</translation>
    </message>
    <message>
        <source>Take over as {category}</source>
        <translation>写入{category}</translation>
    </message>
    <message>
        <source>Nothing to take over</source>
        <translation>没有可写入的</translation>
    </message>
    <message>
        <source>Choose the column with the names</source>
        <translation>请选择名称所在的字段</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Take over: {new} new, {changed} changed</source>
        <translation>写入：新增 {new}、变更 {changed}</translation>
    </message>
    <message>
        <source>{count} places registered</source>
        <translation>已写入 {count} 处</translation>
    </message>
    <message>
        <source>Kind where no column says it</source>
        <translation>未注明时的种类</translation>
    </message>
    <message>
        <source>What</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>所在村</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Fields that differ</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Write out “{title}”</source>
        <translation>导出“{title}”</translation>
    </message>
    <message>
        <source>In which coordinate system? Programs of the authorities want CGCS2000, phone maps GCJ-02.</source>
        <translation>导出为哪种坐标系？政务系统多用 CGCS2000，手机地图用 GCJ-02。</translation>
    </message>
    <message>
        <source>{count} features written to {name}</source>
        <translation>已导出 {count} 个要素到 {name}</translation>
    </message>
</context>
<context>
    <name>LedgerTab</name>
    <message>
        <source>Reports made</source>
        <translation>已报信息</translation>
    </message>
    <message>
        <source>No report was made yet</source>
        <translation>尚未报送</translation>
    </message>
    <message>
        <source>Reports stand here once a deadline was answered.</source>
        <translation>应答时限后，报送记录在此列出。</translation>
    </message>
    <message>
        <source>Record receipt…</source>
        <translation>记录签收…</translation>
    </message>
    <message>
        <source>Go to incident</source>
        <translation>转到事件</translation>
    </message>
    <message>
        <source>{late} of {count} suspected late</source>
        <translation>共 {count} 次，疑似迟报 {late} 次</translation>
    </message>
    <message>
        <source>Made at</source>
        <translation>报送时间</translation>
    </message>
    <message>
        <source>Punctuality</source>
        <translation>是否准时</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报送</translation>
    </message>
    <message>
        <source>To</source>
        <translation>报至</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Was due</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>By</source>
        <translation>报送人</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Signed for by</source>
        <translation>签收人</translation>
    </message>
    <message>
        <source>At</source>
        <translation>签收时间</translation>
    </message>
    <message>
        <source>Record receipt</source>
        <translation>记录签收</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
</context>
<context>
    <name>LibraryFilters</name>
    <message>
        <source>All kinds</source>
        <translation>全部种类</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>全部级别</translation>
    </message>
    <message>
        <source>All owners</source>
        <translation>全部编制单位</translation>
    </message>
    <message>
        <source>All statuses</source>
        <translation>全部状态</translation>
    </message>
</context>
<context>
    <name>LinkedProse</name>
    <message>
        <source>Click a paragraph to see the tasks and rules that rest on it</source>
        <translation>点击段落，查看以它为依据的任务和规则</translation>
    </message>
    <message>
        <source>{key}: no part rests on this paragraph</source>
        <translation>{key}：没有任务或规则引用本段</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation>（另有 {count} 项）</translation>
    </message>
    <message>
        <source>{key} says:</source>
        <translation>{key} 对应：</translation>
    </message>
</context>
<context>
    <name>ListTab</name>
    <message>
        <source>Item, unit, words, pinyin</source>
        <translation>事项、单位、用语、拼音</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部事件类型</translation>
    </message>
    <message>
        <source>Kind of incident</source>
        <translation>事件类型</translation>
    </message>
    <message>
        <source>Any lead unit</source>
        <translation>全部牵头单位</translation>
    </message>
    <message>
        <source>Lead unit</source>
        <translation>牵头单位</translation>
    </message>
    <message>
        <source>Responsibility list</source>
        <translation>权责</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Other words or wider filters show more</source>
        <translation>换个说法或放宽筛选</translation>
    </message>
    <message>
        <source>Ask for an adjustment…</source>
        <translation>申请调整…</translation>
    </message>
    <message>
        <source>Correct… (Enter)</source>
        <translation>更正… (Enter)</translation>
    </message>
    <message>
        <source>Load the sample list…</source>
        <translation>载入样例清单…</translation>
    </message>
    <message>
        <source>No responsibility list yet</source>
        <translation>还没有权责清单</translation>
    </message>
    <message>
        <source>Import the township&apos;s own list from Excel; then each task of a response shows who leads and who supports.</source>
        <translation>从 Excel 导入本镇的清单；之后每项响应任务都写明谁牵头、谁配合。</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项名称</translation>
    </message>
    <message>
        <source>Supporting units</source>
        <translation>配合单位</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>The township does</source>
        <translation>镇承担内容</translation>
    </message>
</context>
<context>
    <name>LookCard</name>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Open the wall display at start</source>
        <translation>启动时打开大屏</translation>
    </message>
    <message>
        <source>Offer the five-minute drill at the start (until it was begun or declined)</source>
        <translation>启动时提示“五分钟上手演练”（开始过或选了不再询问后不再提示）</translation>
    </message>
    <message>
        <source>Saved. The window speaks the other language after you close and open it again.</source>
        <translation>已保存。关闭并重新打开后切换语言。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Silence the alarms</source>
        <translation>暂停报警声</translation>
    </message>
    <message>
        <source>Deadlines stay visible on the strip.</source>
        <translation>时限仍在时限条上显示。</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>No alarm stands</source>
        <translation>没有待确认的提示</translation>
    </message>
    <message>
        <source>Acknowledged: %1</source>
        <translation>已确认：%1</translation>
    </message>
</context>
<context>
    <name>MapCard</name>
    <message>
        <source>Positions on the map</source>
        <translation>地图上的位置</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>A position is old after</source>
        <translation>位置多久算陈旧</translation>
    </message>
    <message>
        <source>Units of the demo drive along their roads</source>
        <translation>演示力量沿路行驶</translation>
    </message>
</context>
<context>
    <name>MapDataPanel</name>
    <message>
        <source>Base maps</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>Imported layers</source>
        <translation>导入的图层</translation>
    </message>
</context>
<context>
    <name>MapLife</name>
    <message>
        <source>This installation has no web engine: {0}</source>
        <translation>本机未安装网页组件：{0}</translation>
    </message>
    <message>
        <source>The map page cannot be made: {0}</source>
        <translation>地图页无法生成：{0}</translation>
    </message>
    <message>
        <source>The map page did not load</source>
        <translation>地图页未能载入</translation>
    </message>
    <message>
        <source>The map stopped several times: {0}</source>
        <translation>地图多次中断：{0}</translation>
    </message>
    <message>
        <source>The map did not draw itself within {0} seconds</source>
        <translation>地图 {0} 秒内未绘出</translation>
    </message>
</context>
<context>
    <name>MapPlaceholder</name>
    <message>
        <source>Start the map again</source>
        <translation>重启地图</translation>
    </message>
    <message>
        <source>The map is being drawn</source>
        <translation>正在绘制地图</translation>
    </message>
    <message>
        <source>The map stopped and is being started again</source>
        <translation>地图中断，正在重启</translation>
    </message>
    <message>
        <source>The map cannot be shown</source>
        <translation>地图无法显示</translation>
    </message>
    <message>
        <source>Incidents, plans, dispatch, clocks and papers work without it.</source>
        <translation>接报、预案、派出、时限和文书照常可用。</translation>
    </message>
</context>
<context>
    <name>Maps</name>
    <message>
        <source>Add a base map</source>
        <translation>添加底图</translation>
    </message>
    <message>
        <source>Base maps (*.mbtiles *.pmtiles)</source>
        <translation>底图文件 (*.mbtiles *.pmtiles)</translation>
    </message>
    <message>
        <source>Folder that holds the folders of the zooms (12, 13 …)</source>
        <translation>选择直接包含缩放级别文件夹(12、13…)的文件夹</translation>
    </message>
    <message>
        <source>Added: {name}</source>
        <translation>已添加：{name}</translation>
    </message>
    <message>
        <source>Another address (XYZ or WMTS template)</source>
        <translation>其他地址(XYZ 或 WMTS 模板)</translation>
    </message>
    <message>
        <source>Nothing is fetched before you switch it on, and only from the address that you enter here.</source>
        <translation>只向这里填写的地址取图，在您开启联网之前不会取任何数据。</translation>
    </message>
    <message>
        <source>Add an online map</source>
        <translation>添加在线底图</translation>
    </message>
    <message>
        <source>Edit the base map</source>
        <translation>编辑底图</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>正在检查 {name}</translation>
    </message>
    <message>
        <source>Nothing is wrong with it.</source>
        <translation>没有发现问题。</translation>
    </message>
    <message>
        <source>{name} lies in the data folder: its files are deleted from this computer.</source>
        <translation>“{name}”在数据文件夹内，移除会从本机删除它的文件。</translation>
    </message>
    <message>
        <source>{name} is taken off the list; its files stay where they are.</source>
        <translation>“{name}”将移出清单，文件保留在原处。</translation>
    </message>
    <message>
        <source>Remove the base map?</source>
        <translation>移除底图?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>whose map it is</source>
        <translation>由谁制作、提供</translation>
    </message>
    <message>
        <source>Review number</source>
        <translation>审图号</translation>
    </message>
    <message>
        <source>as printed on the map, GS(…)…</source>
        <translation>按地图上所印填写，如 GS(…)…号</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>GCJ-02 is set right while it is drawn</source>
        <translation>GCJ-02 在显示时自动纠偏</translation>
    </message>
    <message>
        <source>empty: as it was</source>
        <translation>留空则不变</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Your own key</source>
        <translation>本单位密钥</translation>
    </message>
    <message>
        <source>a server key; it stays on this computer</source>
        <translation>用服务端密钥，只存在本机</translation>
    </message>
    <message>
        <source>Subdomains</source>
        <translation>子域名</translation>
    </message>
    <message>
        <source>Smallest zoom</source>
        <translation>最小级别</translation>
    </message>
    <message>
        <source>Largest zoom</source>
        <translation>最大级别</translation>
    </message>
    <message>
        <source>Fetch over the network</source>
        <translation>允许联网取图</translation>
    </message>
    <message>
        <source>off: only what was kept is shown</source>
        <translation>未开启：只显示已缓存的部分</translation>
    </message>
    <message>
        <source>region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Regional package (*.zsregion)</source>
        <translation>区域数据包 (*.zsregion)</translation>
    </message>
    <message>
        <source>Write a regional package</source>
        <translation>导出区域数据包</translation>
    </message>
    <message>
        <source>Writing the regional package</source>
        <translation>导出区域数据包</translation>
    </message>
    <message>
        <source>Take in a regional package</source>
        <translation>导入区域数据包</translation>
    </message>
    <message>
        <source>Taking in the regional package</source>
        <translation>导入区域数据包</translation>
    </message>
    <message>
        <source>Maps, roads, gazetteer and layers of {name} come to this computer. Files of the same name are replaced; the old ones are kept in the folder “replaced” of the data folder.</source>
        <translation>将把 {name} 中的底图、路网、地名和图层导入本机。同名文件会被替换，旧文件保留在数据文件夹中。</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>{name}: {counts}, {size}</source>
        <translation>{name}：{counts}，{size}</translation>
    </message>
    <message>
        <source>{count} files were replaced; the old ones are kept in {folder}</source>
        <translation>替换了 {count} 个文件，旧文件保留在 {folder}</translation>
    </message>
    <message>
        <source>Left out: {names}</source>
        <translation>未打包：{names}</translation>
    </message>
</context>
<context>
    <name>MapsCard</name>
    <message>
        <source>Map data</source>
        <translation>地图数据</translation>
    </message>
    <message>
        <source>Base maps of this computer, imagery, and the package that carries them to another.</source>
        <translation>本机的底图、影像，以及带到另一台电脑的区域数据包。</translation>
    </message>
    <message>
        <source>Open map data…</source>
        <translation>打开地图数据…</translation>
    </message>
</context>
<context>
    <name>MapsPanel</name>
    <message>
        <source>Base maps</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>No base map</source>
        <translation>没有底图</translation>
    </message>
    <message>
        <source>Add a file that your surveyor made (MBTiles, PMTiles or a folder of tiles)</source>
        <translation>请添加测绘部门制作的文件(MBTiles、PMTiles 或瓦片文件夹)</translation>
    </message>
    <message>
        <source>Second layer</source>
        <translation>叠加图层</translation>
    </message>
    <message>
        <source>over the base</source>
        <translation>叠在底图上</translation>
    </message>
    <message>
        <source>under the base</source>
        <translation>垫在底图下</translation>
    </message>
    <message>
        <source>Place of the second layer</source>
        <translation>叠加图层的位置</translation>
    </message>
    <message>
        <source>Opacity of the second layer</source>
        <translation>叠加图层的不透明度</translation>
    </message>
    <message>
        <source>Working on map data</source>
        <translation>正在处理地图数据</translation>
    </message>
    <message>
        <source>Shown now: {name}</source>
        <translation>现在显示：{name}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Lies in</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Covers</source>
        <translation>覆盖范围</translation>
    </message>
    <message>
        <source>Source and review number</source>
        <translation>来源与审图号</translation>
    </message>
    <message>
        <source>not given yet: a map that is shown names them</source>
        <translation>尚未填写；展示地图应注明来源与审图号</translation>
    </message>
    <message>
        <source>switched on</source>
        <translation>已开启</translation>
    </message>
    <message>
        <source>off: only what was kept is shown</source>
        <translation>未开启：只显示已缓存的部分</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>联网</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation>不能使用</translation>
    </message>
    <message>
        <source>Shown as</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Zooms</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>This desk was opened without them</source>
        <translation>本次打开时未装载底图</translation>
    </message>
    <message>
        <source>No base maps here</source>
        <translation>没有底图</translation>
    </message>
    <message>
        <source>Map data of this computer</source>
        <translation>本机地图数据</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add an online map…</source>
        <translation>添加在线底图…</translation>
    </message>
    <message>
        <source>From OpenStreetMap…</source>
        <translation>从 OpenStreetMap 生成…</translation>
    </message>
    <message>
        <source>Selected map</source>
        <translation>所选底图</translation>
    </message>
    <message>
        <source>Use as base (Enter)</source>
        <translation>设为底图 (Enter)</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Second layer (imagery, labels)</source>
        <translation>叠加图层(影像、注记)</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Carry maps, roads, gazetteer and layers to another computer</source>
        <translation>把底图、路网、地名和图层带到另一台电脑</translation>
    </message>
    <message>
        <source>Regional package</source>
        <translation>区域数据包</translation>
    </message>
    <message>
        <source>Write a package…</source>
        <translation>导出数据包…</translation>
    </message>
    <message>
        <source>Take in a package…</source>
        <translation>导入数据包…</translation>
    </message>
</context>
<context>
    <name>NetBar</name>
    <message>
        <source>Seats on the network</source>
        <translation>网络席位</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Off: nothing listens on the network.</source>
        <translation>已关闭：不监听网络。</translation>
    </message>
    <message>
        <source> Other machines cannot reach it.</source>
        <translation>其他机器无法访问。</translation>
    </message>
    <message>
        <source>Listening at {address}, port {port}.</source>
        <translation>正在监听 {address}，端口 {port}。</translation>
    </message>
    <message>
        <source>this machine only</source>
        <translation>仅本机</translation>
    </message>
    <message>
        <source>all networks of this machine</source>
        <translation>本机所有网络</translation>
    </message>
</context>
<context>
    <name>OfferBar</name>
    <message>
        <source>New here? The five-minute drill teaches the desk by doing, in a window of its own; nothing real is touched.</source>
        <translation>第一次用？“五分钟上手演练”带您边做边学：在单独的演练窗口里进行，不动真实值守台的任何东西。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后</translation>
    </message>
    <message>
        <source>Never ask again</source>
        <translation>不再询问</translation>
    </message>
</context>
<context>
    <name>OnDuty</name>
    <message>
        <source>Contact book</source>
        <translation>通讯录</translation>
    </message>
    <message>
        <source>No contacts</source>
        <translation>没有联系人</translation>
    </message>
    <message>
        <source>Add them one by one, or import the Excel roster</source>
        <translation>可逐个添加，也可导入 Excel 名册</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>{warning} was lifted by {who}; the warning leaves the header and the rules.</source>
        <translation>{who} 已解除{warning}；抬头和规则中不再计入该预警。</translation>
    </message>
    <message>
        <source>Warning lifted</source>
        <translation>预警解除</translation>
    </message>
    <message>
        <source>Record as lifted</source>
        <translation>记为解除</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>职责</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>A/B</source>
        <translation>AB角</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Add a contact…</source>
        <translation>添加联系人…</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>New scenario</source>
        <translation>新建剧本</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始编写</translation>
    </message>
    <message>
        <source>Copy: {title}</source>
        <translation>复制：{title}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>the finished one can be held</source>
        <translation>成稿仍可演练</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Go on with a draft</source>
        <translation>继续编辑草稿</translation>
    </message>
    <message>
        <source>Write from a plan</source>
        <translation>按预案编写</translation>
    </message>
    <message>
        <source>An opening call whose facts reach the level, each of its tasks with its limit, the county, news, the end.</source>
        <translation>生成一份草案：达到该级别的接报、该级全部任务及时限、上级询问、续报和结束。</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 表格 (*.xlsx)</translation>
    </message>
    <message>
        <source>Import a scenario</source>
        <translation>导入剧本</translation>
    </message>
    <message>
        <source>There is a scenario “{id}” already</source>
        <translation>已有剧本“{id}”</translation>
    </message>
    <message>
        <source>The workbook can replace it (its version is counted up), or come in under another name.</source>
        <translation>可以替换它（版本号加一），也可以换个编号另存。</translation>
    </message>
    <message>
        <source>Another name</source>
        <translation>另取编号</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export the scenario</source>
        <translation>导出剧本</translation>
    </message>
    <message>
        <source>Written to {file}</source>
        <translation>已写入 {file}</translation>
    </message>
    <message>
        <source>Rename {id}</source>
        <translation>更改编号：{id}</translation>
    </message>
    <message>
        <source>Kept drills keep the name under which they were held.</source>
        <translation>已演练的记录仍用当时的编号。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>“{title}” and its draft are deleted from this computer. Drills that were held with it stay.</source>
        <translation>将从本机删除“{title}”及其草稿；已演练的记录保留。</translation>
    </message>
    <message>
        <source>Delete {id}</source>
        <translation>删除：{id}</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>small letters, digits, - and _; the name of its folder</source>
        <translation>小写字母、数字、- 和 _，也是文件夹名</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 条</translation>
    </message>
    <message>
        <source>The file cannot be used</source>
        <translation>文件不能使用</translation>
    </message>
</context>
<context>
    <name>OsmImport</name>
    <message>
        <source>This file cannot be imported</source>
        <translation>这个文件不能导入</translation>
    </message>
    <message>
        <source>All of the file</source>
        <translation>文件的全部范围</translation>
    </message>
    <message>
        <source>Make them</source>
        <translation>开始生成</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Region: south, west, north, east (degrees)</source>
        <translation>范围：南,西,北,东（度）</translation>
    </message>
    <message>
        <source>Name of the results</source>
        <translation>结果名称</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>生成内容</translation>
    </message>
    <message>
        <source>The file does not say which region it covers</source>
        <translation>文件没有说明覆盖范围</translation>
    </message>
    <message>
        <source>Type four numbers, for example 30.1,110.2,30.4,110.6</source>
        <translation>请填四个数，例如 30.1,110.2,30.4,110.6</translation>
    </message>
    <message>
        <source>The file covers another part of the world: nothing would be made</source>
        <translation>文件是别处的数据，与此范围不相交，生成不了</translation>
    </message>
    <message>
        <source>The file covers {share} of this region</source>
        <translation>文件覆盖此范围的 {share}</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed</source>
        <translation>已停止，什么都没有改变</translation>
    </message>
    <message>
        <source>These files are made anew and the old ones are lost:
{files}</source>
        <translation>以下文件将重新生成，原有的会被替换：
{files}</translation>
    </message>
    <message>
        <source>The name is taken</source>
        <translation>名称已经有了</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message>
        <source>It is sent as it stands here. Machine channels begin at once; print, fax and copy wait for you.</source>
        <translation>按此处内容发送。接口、邮件、文件立即自动发出；打印、传真、复制填报等待人工完成。</translation>
    </message>
    <message>
        <source>Put into the outbox</source>
        <translation>放入发件箱</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>放入</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发出</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Spoke to</source>
        <translation>接话人</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Read back and confirmed</source>
        <translation>已复述确认</translation>
    </message>
    <message>
        <source>Confirm by phone</source>
        <translation>电话确认</translation>
    </message>
    <message>
        <source>Signed for by</source>
        <translation>签收人</translation>
    </message>
    <message>
        <source>Known by</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>Their number</source>
        <translation>对方编号</translation>
    </message>
    <message>
        <source>Record receipt</source>
        <translation>记录签收</translation>
    </message>
    <message>
        <source>Give up sending</source>
        <translation>放弃发送</translation>
    </message>
    <message>
        <source>Why is it not sent this way? The duty to report stays open.</source>
        <translation>为何不再这样发送？报送义务仍在，须另行报送。</translation>
    </message>
    <message>
        <source>Copy field by field</source>
        <translation>逐项复制</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Copied: {field}</source>
        <translation>已复制：{field}</translation>
    </message>
    <message>
        <source>Copy (Enter)</source>
        <translation>复制（Enter）</translation>
    </message>
    <message>
        <source>Cover sheet</source>
        <translation>传真（送达）封面</translation>
    </message>
    <message>
        <source>Cover sheet saved: {name}</source>
        <translation>封面已保存：{name}</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>empty: about none</source>
        <translation>不涉及事件则留空</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>To</source>
        <translation>报至</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Number or address</source>
        <translation>号码或地址</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>papers that were printed or saved</source>
        <translation>可选已打印或保存的文书</translation>
    </message>
</context>
<context>
    <name>OutboxCard</name>
    <message>
        <source>Doors of the outbox</source>
        <translation>发件通道</translation>
    </message>
    <message>
        <source>Kept on this machine only. Tokens and passwords lie in a file of their own that only this user can read.</source>
        <translation>只保存在本机。令牌、口令另存一个文件，只有本用户可读，不进日志。</translation>
    </message>
    <message>
        <source>Folder (USB stick, shared drive)</source>
        <translation>文件夹（优盘、共享盘）</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Superior&apos;s interface</source>
        <translation>上级接口</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Own certificate authority</source>
        <translation>自建证书文件</translation>
    </message>
    <message>
        <source>Allow an address without encryption (closed office network only)</source>
        <translation>允许不加密的地址（仅限封闭办公网）</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮件</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>邮件服务器</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>none (this machine only)</source>
        <translation>不加密（仅限本机）</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Sender&apos;s address</source>
        <translation>发件地址</translation>
    </message>
    <message>
        <source>Recipient, unless another is given</source>
        <translation>默认收件地址</translation>
    </message>
    <message>
        <source>Switched off, or not filled in yet.</source>
        <translation>未开通，或尚未填写完整。</translation>
    </message>
    <message>
        <source>Sending a test…</source>
        <translation>正在发送测试…</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Send a test</source>
        <translation>发送测试</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>证书文件</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>证书文件</translation>
    </message>
    <message>
        <source>Folder for reports</source>
        <translation>报送文件夹</translation>
    </message>
    <message>
        <source>kept; type another, or - to forget it</source>
        <translation>已保存；输入新值替换，输入 - 清除</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>尚未设置</translation>
    </message>
</context>
<context>
    <name>OutboxTab</name>
    <message>
        <source>Outbox</source>
        <translation>发件箱</translation>
    </message>
    <message>
        <source>Nothing was sent from here yet</source>
        <translation>还没有发送记录</translation>
    </message>
    <message>
        <source>Put a report in with “Send…”.</source>
        <translation>点“发送…”放入报送件。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Send…</source>
        <translation>发送…</translation>
    </message>
    <message>
        <source>Sent by hand…</source>
        <translation>已人工发出…</translation>
    </message>
    <message>
        <source>Confirm by phone…</source>
        <translation>电话确认…</translation>
    </message>
    <message>
        <source>Receipt…</source>
        <translation>签收…</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Copy fields…</source>
        <translation>逐项复制…</translation>
    </message>
    <message>
        <source>Cover sheet…</source>
        <translation>封面…</translation>
    </message>
    <message>
        <source>Give up…</source>
        <translation>放弃…</translation>
    </message>
    <message>
        <source>Go to incident</source>
        <translation>转到事件</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报送</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>放入</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Last try</source>
        <translation>最近一次</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>下次</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>now</source>
        <translation>即将</translation>
    </message>
</context>
<context>
    <name>OwnInject</name>
    <message>
        <source>An inject of any kind</source>
        <translation>任意方式的临时导调</translation>
    </message>
    <message>
        <source>Sensors, positions, warnings, triggers and branches too. Its minute counts from the drill&apos;s start.</source>
        <translation>传感器、位置、预警、等条件触发都可以；分钟从演练开始起算。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>下达安排</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find anything</source>
        <translation>查找一切</translation>
    </message>
    <message>
        <source>Screen, incident, unit, person, place, plan; pinyin initials do</source>
        <translation>界面、事件、力量、人员、地点、预案；可用拼音首字母</translation>
    </message>
</context>
<context>
    <name>PaperCheck</name>
    <message>
        <source>Papers ({kinds})</source>
        <translation>文书（{kinds}）</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Check a file</source>
        <translation>核验文件</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>文件读不出</translation>
    </message>
    <message>
        <source>Check of papers</source>
        <translation>文书核验</translation>
    </message>
    <message>
        <source>Let go: is it a paper of this desk?</source>
        <translation>松开鼠标，核验是否本台印发</translation>
    </message>
</context>
<context>
    <name>PaperPreview</name>
    <message>
        <source>Pages</source>
        <translation>页</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Plain text (*.txt)</source>
        <translation>纯文本 (*.txt)</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Into a PDF file…</source>
        <translation>打印成 PDF 文件…</translation>
    </message>
    <message>
        <source>no, page by page</source>
        <translation>否，逐页打印</translation>
    </message>
    <message>
        <source>A4 sheets folded: pages of half the size</source>
        <translation>A4 纸对折，页面缩为 A5</translation>
    </message>
    <message>
        <source>A3 sheets folded: pages of full size</source>
        <translation>A3 纸对折，页面保持 A4</translation>
    </message>
    <message>
        <source>Grey only</source>
        <translation>只用灰度</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Booklet</source>
        <translation>小册子</translation>
    </message>
    <message>
        <source>Page range</source>
        <translation>页码范围</translation>
    </message>
    <message>
        <source>Sides</source>
        <translation>单双面</translation>
    </message>
    <message>
        <source>one side</source>
        <translation>单面</translation>
    </message>
    <message>
        <source>both sides, turned over the long edge</source>
        <translation>双面，长边翻转</translation>
    </message>
    <message>
        <source>both sides, turned over the short edge</source>
        <translation>双面，短边翻转</translation>
    </message>
    <message>
        <source>all {count} pages; or for example 1-3,5</source>
        <translation>全部 {count} 页；或如 1-3,5</translation>
    </message>
    <message>
        <source>all {count} sides of the sheets; or for example 1,3,5</source>
        <translation>全部 {count} 个纸面；或如 1,3,5</translation>
    </message>
    <message>
        <source>Pages are named like 1-3,5; there are {count}.</source>
        <translation>页码写作 1-3,5；共 {count} 页。</translation>
    </message>
    <message>
        <source>{pages} pages, {copies} copies: {sheets} sheets of paper</source>
        <translation>{pages} 页，{copies} 份，共用纸 {sheets} 张</translation>
    </message>
    <message>
        <source>This printer prints one side only: print the odd sides (1,3,5), put the sheets in again, print the even ones.</source>
        <translation>这台打印机只能单面打印：先印单数面（1,3,5），把纸翻面放回，再印双数面。</translation>
    </message>
    <message>
        <source>Print into a PDF file</source>
        <translation>打印成 PDF 文件</translation>
    </message>
    <message>
        <source>Printing: {name}</source>
        <translation>正在打印：{name}</translation>
    </message>
</context>
<context>
    <name>PapersPanel</name>
    <message>
        <source>This program was built without any kind of document: install it anew.</source>
        <translation>本程序未带任何文书种类，请重新安装。</translation>
    </message>
    <message>
        <source>Choose what about and which document on the left.</source>
        <translation>在左边选事项和文书。</translation>
    </message>
    <message>
        <source>No paper yet</source>
        <translation>尚无文书</translation>
    </message>
    <message>
        <source>The incident has changed since this paper was made.</source>
        <translation>文书生成后事件已有变化。</translation>
    </message>
    <message>
        <source>Make again</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Why does this paper need them? The reason is entered in the journal with every copy that leaves.</source>
        <translation>为什么要完整信息？每次打印、保存、复制，理由都会记入日志。</translation>
    </message>
    <message>
        <source>Names and numbers in full</source>
        <translation>显示完整姓名和号码</translation>
    </message>
    <message>
        <source>Not masked: names and numbers are in full. Reason: {reason}</source>
        <translation>未脱敏：姓名和号码完整显示。理由：{reason}</translation>
    </message>
    <message>
        <source>This document is about an incident: choose one on the left.</source>
        <translation>这份文书要对应一起事件，请在左边选择。</translation>
    </message>
    <message>
        <source>Making: {title}</source>
        <translation>正在生成：{title}</translation>
    </message>
    <message>
        <source>On its way out  {page}</source>
        <translation>正在输出  {page}</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>The paper could not be shown.</source>
        <translation>文书无法显示。</translation>
    </message>
    <message>
        <source>Printed and entered in the journal: {count} pages</source>
        <translation>已打印并记入日志，共 {count} 页</translation>
    </message>
    <message>
        <source>Text copied and entered in the journal: {count} characters</source>
        <translation>文本已复制并记入日志，共 {count} 字</translation>
    </message>
    <message>
        <source>Save paper</source>
        <translation>保存文书</translation>
    </message>
    <message>
        <source>Saved and entered in the journal: {name}</source>
        <translation>已保存并记入日志：{name}</translation>
    </message>
    <message>
        <source>This is the paper as it was issued, from the archive.</source>
        <translation>此为存档的印发原件。</translation>
    </message>
    <message>
        <source>Make a new one</source>
        <translation>重新生成</translation>
    </message>
</context>
<context>
    <name>PartPage</name>
    <message>
        <source>Take this part out</source>
        <translation>删去这一部分</translation>
    </message>
    <message>
        <source>The plan says nothing about this</source>
        <translation>预案没有写这一部分</translation>
    </message>
    <message>
        <source>It may; add the part to fill it in</source>
        <translation>可以不写；要写请先增加</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>增加</translation>
    </message>
</context>
<context>
    <name>PatrolsTab</name>
    <message>
        <source>Plan a patrol…</source>
        <translation>安排巡防…</translation>
    </message>
    <message>
        <source>Cancel it…</source>
        <translation>取消巡防…</translation>
    </message>
    <message>
        <source>Report a finding…</source>
        <translation>登记发现…</translation>
    </message>
    <message>
        <source>Hand on…</source>
        <translation>移交…</translation>
    </message>
    <message>
        <source>Begin an incident…</source>
        <translation>转为事件…</translation>
    </message>
    <message>
        <source>It is this incident…</source>
        <translation>关联事件…</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Draw a route</source>
        <translation>画路线</translation>
    </message>
    <message>
        <source>Draw the route of a beat on the map</source>
        <translation>在地图上画一条巡逻路线</translation>
    </message>
    <message>
        <source>Draw an area</source>
        <translation>画片区</translation>
    </message>
    <message>
        <source>Draw the outline of a beat on the map</source>
        <translation>在地图上画一个巡逻片区</translation>
    </message>
    <message>
        <source>Move, add and take away the corners of this beat on the map</source>
        <translation>在地图上移动、增加、删除这个巡区的拐点</translation>
    </message>
    <message>
        <source>Redraw</source>
        <translation>重画</translation>
    </message>
    <message>
        <source>Patrols</source>
        <translation>巡防</translation>
    </message>
    <message>
        <source>No patrol planned</source>
        <translation>没有安排巡防</translation>
    </message>
    <message>
        <source>Plan one: who walks which beat, from when until when</source>
        <translation>请安排：谁、哪个巡区、几点到几点</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>巡防发现</translation>
    </message>
    <message>
        <source>Nothing reported</source>
        <translation>没有发现</translation>
    </message>
    <message>
        <source>What patrols see on the way is written here and handed on</source>
        <translation>巡防途中的发现登记在这里并移交</translation>
    </message>
    <message>
        <source>Beat</source>
        <translation>巡区</translation>
    </message>
    <message>
        <source>Particulars</source>
        <translation>概况</translation>
    </message>
    <message>
        <source>Beats</source>
        <translation>巡区</translation>
    </message>
    <message>
        <source>No beat is entered</source>
        <translation>没有登记巡区</translation>
    </message>
    <message>
        <source>Draw one on the map, or import beats from the Excel roster</source>
        <translation>在地图上画一个，或从 Excel 花名册导入</translation>
    </message>
    <message>
        <source>Plan against trail</source>
        <translation>计划与轨迹核对</translation>
    </message>
    <message>
        <source>Draw a beat first, or import beats</source>
        <translation>先画巡区，或导入巡区</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Patrol</source>
        <translation>巡防力量</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Handed to</source>
        <translation>移交给</translation>
    </message>
    <message>
        <source>Reported by</source>
        <translation>报告力量</translation>
    </message>
</context>
<context>
    <name>PeopleOnScene</name>
    <message>
        <source>Scene</source>
        <translation>现场</translation>
    </message>
    <message>
        <source>Those who came out too</source>
        <translation>含已离场</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登记进入…</translation>
    </message>
    <message>
        <source>Sign out (Enter)</source>
        <translation>登记离场（Enter）</translation>
    </message>
    <message>
        <source>Sign all out…</source>
        <translation>全部离场…</translation>
    </message>
    <message>
        <source>Other time…</source>
        <translation>改时间…</translation>
    </message>
    <message>
        <source>Roll call…</source>
        <translation>清点表…</translation>
    </message>
    <message>
        <source>The people of this list on paper, to be ticked off</source>
        <translation>把表中人员打印成清点表，逐人核对</translation>
    </message>
    <message>
        <source>People on scene</source>
        <translation>在场人员</translation>
    </message>
    <message>
        <source>Nobody is inside</source>
        <translation>没有人在场</translation>
    </message>
    <message>
        <source>Who goes in at a scene is signed in here, so that nobody gets lost</source>
        <translation>进入现场的人在这里登记，防止失联</translation>
    </message>
    <message>
        <source>{count} inside, {late} overdue: {names}. Call them, and tell the commander on scene.</source>
        <translation>在场 {count} 人，应出未出 {late} 人：{names}。请立即呼叫，并报告现场指挥。</translation>
    </message>
    <message>
        <source>{count} inside, nobody overdue</source>
        <translation>在场 {count} 人，无人超时</translation>
    </message>
    <message>
        <source>All scenes</source>
        <translation>全部现场</translation>
    </message>
    <message>
        <source>No incident is open: people are signed in at a scene</source>
        <translation>没有未办结的事件：登记进入须先有现场</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Where inside</source>
        <translation>所在部位</translation>
    </message>
    <message>
        <source>In</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Expected out</source>
        <translation>预计离场</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>离场</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>PeopleTab</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>资质</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>People and certificates</source>
        <translation>人员资质</translation>
    </message>
    <message>
        <source>Nobody is known by name</source>
        <translation>没有登记人员</translation>
    </message>
    <message>
        <source>Enter people by “Change…” or by the Excel roster</source>
        <translation>用“修改…”或 Excel 花名册登记</translation>
    </message>
</context>
<context>
    <name>PlacesBoard</name>
    <message>
        <source>All places</source>
        <translation>全部地点</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>场所</translation>
    </message>
    <message>
        <source>No places</source>
        <translation>没有场所</translation>
    </message>
    <message>
        <source>Villages, facilities, hazard points and shelters stand here: enter one, or import the Excel roster</source>
        <translation>村庄、场所、风险点、避难场所列在这里：可新增，也可从 Excel 名册导入</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新增…</translation>
    </message>
    <message>
        <source>Enter a place that is not in the list</source>
        <translation>登记表中没有的场所</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村（社区）</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Households</source>
        <translation>户数</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>可容纳</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>PlanEditor</name>
    <message>
        <source>type to find a basis</source>
        <translation>输入查找依据</translation>
    </message>
    <message>
        <source>Write the basis out: document, article, standing</source>
        <translation>展开填写依据：文件、条款、效力</translation>
    </message>
    <message>
        <source>Write the basis out</source>
        <translation>展开填写依据</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Add a row (Insert)</source>
        <translation>增加一行条件（Insert）</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>条件组</translation>
    </message>
    <message>
        <source>Add a group (Shift+Insert)</source>
        <translation>增加一组条件 (Shift+Insert)</translation>
    </message>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>上移 (Alt+Up)</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>下移 (Alt+Down)</translation>
    </message>
    <message>
        <source>Take out (Delete)</source>
        <translation>移除（Delete）</translation>
    </message>
    <message>
        <source>Use as words</source>
        <translation>据此写表述</translation>
    </message>
    <message>
        <source>Write the condition in words from these rows, in both languages</source>
        <translation>按这些条件写出“条件表述”，中英文各一份</translation>
    </message>
    <message>
        <source>How the parts of the group are joined</source>
        <translation>组内各项的关系</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>{count} problem(s)</source>
        <translation>{count} 处问题</translation>
    </message>
    <message>
        <source>{count} to confirm</source>
        <translation>{count} 项待确认</translation>
    </message>
    <message>
        <source>Draft {version} saved</source>
        <translation>草稿 {version} 已保存</translation>
    </message>
    <message>
        <source>not in it, since it cannot be read: {fields}</source>
        <translation>未计入（填写有误）：{fields}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>There are unsaved changes</source>
        <translation>有修改未保存</translation>
    </message>
    <message>
        <source>The draft has changes that are not saved. Discarding takes back everything since the last save.</source>
        <translation>草稿有修改没有保存。放弃修改将退回到上次保存时的内容。</translation>
    </message>
    <message>
        <source>This draft was saved elsewhere meanwhile. Saving here replaces that state; or take it over.</source>
        <translation>这份草稿已在别处保存。在此保存会替换那边的内容，也可以改用那边的内容。</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>改用那边的内容</translation>
    </message>
    <message>
        <source>This version is now “{status}” and no longer changes</source>
        <translation>这一版已是“{status}”，不能再改</translation>
    </message>
    <message>
        <source>Read the text and tick paragraphs</source>
        <translation>对照正文勾选段落</translation>
    </message>
    <message>
        <source>From the text…</source>
        <translation>从正文选择…</translation>
    </message>
    <message>
        <source>Paragraphs of the text</source>
        <translation>正文段落</translation>
    </message>
    <message>
        <source>The whole paragraph</source>
        <translation>段落全文</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>“Edit” begins one from a plan, “New plan” an empty one.</source>
        <translation>“编辑”从现有预案起草，“新建预案”从空白起草。</translation>
    </message>
    <message>
        <source>No drafts</source>
        <translation>没有草稿</translation>
    </message>
    <message>
        <source>Go on with a draft</source>
        <translation>继续编辑草稿</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Changes of {time} were not saved. Going on brings them back; they are saved only by Ctrl+S.</source>
        <translation>{time} 的修改没有保存。继续编辑可以找回，按 Ctrl+S 才算保存。</translation>
    </message>
    <message>
        <source>Unsaved changes were found</source>
        <translation>发现未保存的修改</translation>
    </message>
    <message>
        <source>never saved, {time}</source>
        <translation>从未保存，{time}</translation>
    </message>
    <message>
        <source>The id names the plan for ever, in journal and files; all else can be changed later.</source>
        <translation>预案标识确定后不再改变，日志和文件都用它；其余内容以后都能改。</translation>
    </message>
    <message>
        <source>New plan</source>
        <translation>新建预案</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Plan id</source>
        <translation>预案标识</translation>
    </message>
    <message>
        <source>lower-case letters, digits, hyphens</source>
        <translation>小写字母、数字、连字符</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始编制</translation>
    </message>
    <message>
        <source>Lower-case letters, digits and hyphens, such as forest-fire</source>
        <translation>只能用小写字母、数字和连字符，连字符不能在两端</translation>
    </message>
    <message>
        <source>There is a plan with this id</source>
        <translation>已有预案使用这个标识</translation>
    </message>
</context>
<context>
    <name>PlanReader</name>
    <message>
        <source>Prose</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Show or hide the prose beside the rules</source>
        <translation>显示或隐藏规则旁的正文</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>As Word, PDF, text, or as action cards</source>
        <translation>导出为 Word、PDF、文本或者处置卡</translation>
    </message>
    <message>
        <source>Show in the text</source>
        <translation>看正文</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>No tasks</source>
        <translation>没有任务</translation>
    </message>
    <message>
        <source>This plan has no task at this level</source>
        <translation>本预案在此级别没有任务</translation>
    </message>
    <message>
        <source>Version {version}  {status}</source>
        <translation>{version} 版  {status}</translation>
    </message>
    <message>
        <source>SHA-256 {hash}</source>
        <translation>SHA-256 {hash}</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>全部级别</translation>
    </message>
    <message>
        <source>in the text: {keys}</source>
        <translation>见正文 {keys}</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>适用范围</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>启动条件</translation>
    </message>
    <message>
        <source>Evacuation</source>
        <translation>转移安置</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Functional groups</source>
        <translation>工作组</translation>
    </message>
    <message>
        <source>Forces</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Whom to tell</source>
        <translation>通知对象</translation>
    </message>
    <message>
        <source>Action card</source>
        <translation>处置卡</translation>
    </message>
    <message>
        <source>Lawful measures</source>
        <translation>法定措施</translation>
    </message>
    <message>
        <source>Before the response may end</source>
        <translation>终止响应条件</translation>
    </message>
    <message>
        <source>Aftermath</source>
        <translation>善后</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>起算</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>职责</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>工作组</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>关键</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>关键</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>性质</translation>
    </message>
    <message>
        <source>Levels and scope</source>
        <translation>级别范围</translation>
    </message>
    <message>
        <source>Groups and forces</source>
        <translation>组织力量</translation>
    </message>
    <message>
        <source>Action card and end</source>
        <translation>处置与终止</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Findings and drills</source>
        <translation>问题与演练</translation>
    </message>
    <message>
        <source>Check the import</source>
        <translation>核对导入</translation>
    </message>
</context>
<context>
    <name>Plans</name>
    <message>
        <source>These files were left out; everything else works. Mend them and start the desk again.</source>
        <translation>下列文件未载入，其余功能照常。改正后请重新打开值守台。</translation>
    </message>
    <message>
        <source>Files that could not be used</source>
        <translation>未能载入的文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>What is wrong, and the mend</source>
        <translation>问题及改法</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Held on</source>
        <translation>演练日期</translation>
    </message>
    <message>
        <source>Form, scope and outcome</source>
        <translation>形式、范围和结果</translation>
    </message>
    <message>
        <source>Record a drill</source>
        <translation>登记演练</translation>
    </message>
    <message>
        <source>The next drill is counted from this day.</source>
        <translation>下次演练从这一天起算。</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Assessed on</source>
        <translation>评估日期</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>评估意见</translation>
    </message>
    <message>
        <source>Record a review</source>
        <translation>登记评估</translation>
    </message>
    <message>
        <source>The plan stands until the next review. Where it has to change, raise a finding or make a new version.</source>
        <translation>预案继续有效至下次评估；需要修改的，请登记问题或者另起新版本。</translation>
    </message>
    <message>
        <source>Findings that hang on it:</source>
        <translation>挂在预案上的问题：</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题描述</translation>
    </message>
    <message>
        <source>Where it shows</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>number of the incident, name of the drill or law</source>
        <translation>事件编号、演练名称或者法规名称</translation>
    </message>
    <message>
        <source>Raise a finding</source>
        <translation>登记问题</translation>
    </message>
    <message>
        <source>It hangs on the plan until a new version or a reasoned no answers it (30 days suggested).</source>
        <translation>问题挂在预案上，直到新版本解决或者写明不采纳的理由（建议 30 日内答复）。</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Reason for not following it</source>
        <translation>不采纳的理由</translation>
    </message>
    <message>
        <source>Settled by version</source>
        <translation>由哪一版解决</translation>
    </message>
    <message>
        <source>Answer a finding</source>
        <translation>答复问题</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>A day such as 2026-07-18</source>
        <translation>请写日期，例如 2026-07-18</translation>
    </message>
    <message>
        <source>Reviewed by</source>
        <translation>审核人</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>The plan must be sound, its own cases must hold, and no imported item may wait.</source>
        <translation>预案须没有错误、自带用例全部通过、导入内容全部确认。</translation>
    </message>
    <message>
        <source>Record the review</source>
        <translation>登记审核</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>审核通过</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Send it back</source>
        <translation>退回修改</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>批准人</translation>
    </message>
    <message>
        <source>Document number</source>
        <translation>发文字号</translation>
    </message>
    <message>
        <source>Answers these findings</source>
        <translation>由本版解决的问题</translation>
    </message>
    <message>
        <source>How it answers them</source>
        <translation>如何解决</translation>
    </message>
    <message>
        <source>From now on this version never changes; a change is a new version.</source>
        <translation>批准后本版不再改动；要改请另起新版本。</translation>
    </message>
    <message>
        <source>Record the approval</source>
        <translation>登记批准</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Recommendations and checklists go by it from now on; the one before is superseded. Running responses keep theirs.</source>
        <translation>今后的建议和清单都依本版；原版本被替代。正在进行的响应仍用原来的版本。</translation>
    </message>
    <message>
        <source>Put it in force</source>
        <translation>施行本版</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>施行</translation>
    </message>
    <message>
        <source>The plan is recommended no more, until a version of it comes into force again.</source>
        <translation>本预案不再被推荐，直到有新版本施行。</translation>
    </message>
    <message>
        <source>Take the plan out of force</source>
        <translation>停用预案</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>What it said stays in the journal.</source>
        <translation>内容仍保留在日志中。</translation>
    </message>
    <message>
        <source>Give up this draft</source>
        <translation>弃用草稿</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>弃用</translation>
    </message>
    <message>
        <source>Import a plan</source>
        <translation>导入预案</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>正在读取 {file}</translation>
    </message>
    <message>
        <source>Stopped; nothing was kept</source>
        <translation>已停止，没有保存</translation>
    </message>
    <message>
        <source>This file cannot be imported</source>
        <translation>这个文件不能导入</translation>
    </message>
    <message>
        <source>Imported as a draft</source>
        <translation>已导入为草稿</translation>
    </message>
    <message>
        <source>The whole plan</source>
        <translation>整部预案</translation>
    </message>
    <message>
        <source>Action card of the plan</source>
        <translation>预案处置卡</translation>
    </message>
    <message>
        <source>Action cards of all roles</source>
        <translation>所有角色的处置卡</translation>
    </message>
    <message>
        <source>Action card: {role}</source>
        <translation>处置卡：{role}</translation>
    </message>
    <message>
        <source>Export {plan}</source>
        <translation>导出 {plan}</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Writing {file}</source>
        <translation>正在写出 {file}</translation>
    </message>
    <message>
        <source>Stopped; nothing was written</source>
        <translation>已停止，没有写出</translation>
    </message>
    <message>
        <source>Written, but no font has: {characters}</source>
        <translation>已写出，但没有字体含有：{characters}</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写出：{file}</translation>
    </message>
</context>
<context>
    <name>PlansPanel</name>
    <message>
        <source>Import a plan…</source>
        <translation>导入预案…</translation>
    </message>
    <message>
        <source>A Word or text file becomes a draft to be checked</source>
        <translation>把 Word 或文本预案读成草稿，逐项核对</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Open this plan&apos;s draft, or begin its next version (Ctrl+E)</source>
        <translation>打开这份预案的草稿，没有草稿则起草新版本 (Ctrl+E)</translation>
    </message>
    <message>
        <source>New plan</source>
        <translation>新建预案</translation>
    </message>
    <message>
        <source>Begin an empty plan</source>
        <translation>从空白起草一份预案</translation>
    </message>
    <message>
        <source>Drafts…</source>
        <translation>草稿…</translation>
    </message>
    <message>
        <source>Go on with a draft</source>
        <translation>继续编辑草稿</translation>
    </message>
    <message>
        <source>No plan</source>
        <translation>没有预案</translation>
    </message>
    <message>
        <source>Choose one on the left</source>
        <translation>请在左侧选择</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) in files that were left out</source>
        <translation>
            <numerusform>%n 处问题，相关文件未载入</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>{count} of {total} plans</source>
        <translation>{count} / {total} 个预案</translation>
    </message>
</context>
<context>
    <name>PreviewBar</name>
    <message>
        <source>Page</source>
        <translation>页码</translation>
    </message>
    <message>
        <source>Go to a page (Ctrl+G)</source>
        <translation>跳到某页（Ctrl+G）</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>整页</translation>
    </message>
    <message>
        <source>Smaller (Ctrl+-)</source>
        <translation>缩小（Ctrl+-）</translation>
    </message>
    <message>
        <source>Larger (Ctrl++)</source>
        <translation>放大（Ctrl++）</translation>
    </message>
    <message>
        <source>Find in this paper (Ctrl+F)</source>
        <translation>在文书里查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>The one before (Shift+F3)</source>
        <translation>上一处（Shift+F3）</translation>
    </message>
    <message>
        <source>The next one (F3)</source>
        <translation>下一处（F3）</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>The next one</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>of {count} pages</source>
        <translation>/ {count} 页</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>The draft can be sent for review once it is saved</source>
        <translation>保存后可以送审</translation>
    </message>
    <message>
        <source>{count} more; mend these first</source>
        <translation>另有 {count} 处，请先处理以上各处</translation>
    </message>
</context>
<context>
    <name>ProfileCard</name>
    <message>
        <source>Duty room</source>
        <translation>值班室</translation>
    </message>
    <message>
        <source>kept in the journal</source>
        <translation>记入日志</translation>
    </message>
    <message>
        <source>Save to the journal</source>
        <translation>保存并记入日志</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>The duty room&apos;s profile was entered in the journal</source>
        <translation>值班室信息已记入日志</translation>
    </message>
    <message>
        <source>Without a rulebook no reporting deadline is computed.</source>
        <translation>未启用报送规则，不计算报送时限。</translation>
    </message>
    <message>
        <source>{status}: {count} rules. {notice}</source>
        <translation>{status}：{count} 条规则。{notice}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Superior</source>
        <translation>上级</translation>
    </message>
    <message>
        <source>Superior in English</source>
        <translation>上级英文名称</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Rulebook in force</source>
        <translation>启用的报送规则</translation>
    </message>
</context>
<context>
    <name>RailButton</name>
    <message numerus="yes">
        <source>%n thing(s) waiting</source>
        <translation>
            <numerusform>%n 项待处理</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordsPanel</name>
    <message>
        <source>Journal</source>
        <translation>值班日志</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>突发事件</translation>
    </message>
    <message>
        <source>Full-text search</source>
        <translation>全文检索</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
</context>
<context>
    <name>RecordsTab</name>
    <message>
        <source>No drill was held here yet</source>
        <translation>还没有演练记录</translation>
    </message>
    <message>
        <source>Start one from the scenarios.</source>
        <translation>请在“剧本”页开始一次演练。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the drill where it stopped</source>
        <translation>打开演练，从停下处继续</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Open the drill at its evaluation</source>
        <translation>打开演练的评估页</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Play the chosen drill back</source>
        <translation>回放选中的演练</translation>
    </message>
    <message>
        <source>Take over…</source>
        <translation>登记…</translation>
    </message>
    <message>
        <source>Calendar, findings and retests of this desk</source>
        <translation>登记年度台账、问题和复测结果</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Space: put it beside others, or take it away</source>
        <translation>空格键：加入或移出比较</translation>
    </message>
    <message>
        <source>Choose a drill</source>
        <translation>请选择一次演练</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>演练对比</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>没有可显示的内容</translation>
    </message>
    <message>
        <source>The drill is being read, or it has not begun.</source>
        <translation>正在读取，或演练尚未开始。</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>剧本</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>演练时间</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>规则分</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>人工分</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>综合</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>本台</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>This desk is a drill&apos;s</source>
        <translation>这里是演练台</translation>
    </message>
    <message>
        <source>Drills that were held are looked at from the real desk.</source>
        <translation>请在正式值守台查看演练记录。</translation>
    </message>
</context>
<context>
    <name>ReelView</name>
    <message>
        <source>Reel</source>
        <translation>时间带</translation>
    </message>
</context>
<context>
    <name>Replay</name>
    <message>
        <source>Playing</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>看什么</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Play or stop</source>
        <translation>播放或停住</translation>
    </message>
    <message>
        <source>Next entry</source>
        <translation>下一条</translation>
    </message>
    <message>
        <source>Entry before</source>
        <translation>上一条</translation>
    </message>
    <message>
        <source>Next mark</source>
        <translation>下一个标记</translation>
    </message>
    <message>
        <source>Mark before</source>
        <translation>上一个标记</translation>
    </message>
    <message>
        <source>To the beginning</source>
        <translation>到开头</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>到结尾</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>放慢</translation>
    </message>
    <message>
        <source>Pass over idle time</source>
        <translation>跳过空档</translation>
    </message>
    <message>
        <source>Go to a time…</source>
        <translation>跳到时刻…</translation>
    </message>
    <message>
        <source>Known then / known since</source>
        <translation>当时已知／事后所知</translation>
    </message>
    <message>
        <source>Choose an incident</source>
        <translation>选择事件</translation>
    </message>
    <message>
        <source>What was known</source>
        <translation>当时所知</translation>
    </message>
    <message>
        <source>Duties to report</source>
        <translation>报送义务</translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>To the real desk</source>
        <translation>回到实战值守台</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Close the replay</source>
        <translation>关闭回放</translation>
    </message>
    <message>
        <source>{title} · {count} otherwise at the end</source>
        <translation>{title} · {count} 项与最终不同</translation>
    </message>
    <message>
        <source>No map on this machine</source>
        <translation>这台电脑没有地图</translation>
    </message>
    <message>
        <source>Everything else is played</source>
        <translation>其余照常回放</translation>
    </message>
    <message>
        <source>Whose knowledge</source>
        <translation>谁的所知</translation>
    </message>
    <message>
        <source>Then: paper stands where it was typed. Since: where it happened (Ctrl+T)</source>
        <translation>当时：补录的按录入时间；事后：补录的按发生时间（Ctrl+T）</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Play one incident, or all (Ctrl+I)</source>
        <translation>只看一个事件，或看全部（Ctrl+I）</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Known then</source>
        <translation>当时</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自</translation>
    </message>
    <message>
        <source>At the end</source>
        <translation>最终</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Nothing was known yet</source>
        <translation>当时还什么都不知道</translation>
    </message>
    <message>
        <source>Go on to the first entry: →</source>
        <translation>按 → 到第一条</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>当时</translation>
    </message>
    <message>
        <source>Made at</source>
        <translation>完成于</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>No report was owed</source>
        <translation>没有报送义务</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>缓急</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>What is due</source>
        <translation>到期事项</translation>
    </message>
    <message>
        <source>Nothing was due</source>
        <translation>没有到期事项</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>No unit</source>
        <translation>没有力量</translation>
    </message>
    <message>
        <source>No unit was out for this incident</source>
        <translation>当时没有力量为这一事件出动</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Typed in</source>
        <translation>录入于</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>No entry</source>
        <translation>没有条目</translation>
    </message>
</context>
<context>
    <name>ReplayHost</name>
    <message>
        <source>Reading the journal</source>
        <translation>正在读取日志</translation>
    </message>
</context>
<context>
    <name>ReplayWindow</name>
    <message>
        <source>There is none</source>
        <translation>前面没有了</translation>
    </message>
    <message>
        <source>There is none after this</source>
        <translation>后面没有了</translation>
    </message>
    <message>
        <source>Not a time: 0317, 03:17:20, 18 0317, -5, +30</source>
        <translation>不是时刻；可写 0317、03:17:20、18 0317、-5、+30</translation>
    </message>
    <message>
        <source>From {first} to {last}</source>
        <translation>从 {first} 到 {last}</translation>
    </message>
    <message>
        <source>Go to a time</source>
        <translation>跳到时刻</translation>
    </message>
    <message>
        <source>Which incident?</source>
        <translation>看哪一事件？</translation>
    </message>
    <message>
        <source>The journal cannot be believed from entry {seq} on; what comes before it is played</source>
        <translation>日志从第 {seq} 条起不可信，只回放之前的内容</translation>
    </message>
    <message>
        <source>Nothing was caught up from paper: what is known since came in the same order</source>
        <translation>没有补录的内容：事后所知与当时次序相同</translation>
    </message>
    <message>
        <source>Entries caught up from paper stand where they happened: the duty room did not know them then</source>
        <translation>补录的内容按发生时间显示：值班室当时并不知道</translation>
    </message>
</context>
<context>
    <name>ReportsPanel</name>
    <message>
        <source>Deadlines</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Written reports</source>
        <translation>书面报告</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>发件箱</translation>
    </message>
    <message>
        <source>From above</source>
        <translation>上级来件</translation>
    </message>
    <message>
        <source>Reports made</source>
        <translation>已报信息</translation>
    </message>
    <message>
        <source>Suspected late or omitted</source>
        <translation>疑似迟漏</translation>
    </message>
    <message>
        <source>Rules in force</source>
        <translation>现行规则</translation>
    </message>
    <message>
        <source>Rulebook versions</source>
        <translation>规则版本</translation>
    </message>
    <message>
        <source>Try the rules</source>
        <translation>规则试算</translation>
    </message>
</context>
<context>
    <name>RequestsTab</name>
    <message>
        <source>Requests</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>No request</source>
        <translation>没有申请</translation>
    </message>
    <message>
        <source>An admission is asked for here; an adjustment is asked for beside the item in the list.</source>
        <translation>职责准入在这里申请；动态调整在清单里选中事项后申请。</translation>
    </message>
    <message>
        <source>Ask for an admission…</source>
        <translation>申请准入…</translation>
    </message>
    <message>
        <source>Consultation…</source>
        <translation>会商…</translation>
    </message>
    <message>
        <source>Decision…</source>
        <translation>决定…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项名称</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>缘由</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>提出单位</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>提出日期</translation>
    </message>
    <message>
        <source>Next step due</source>
        <translation>下一步期限</translation>
    </message>
</context>
<context>
    <name>Roster</name>
    <message>
        <source>Excel roster</source>
        <translation>Excel 名册</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Write an empty template…</source>
        <translation>导出空白模板…</translation>
    </message>
    <message>
        <source>Write the whole roster…</source>
        <translation>导出全部名册…</translation>
    </message>
    <message>
        <source>Import units, people, equipment, contacts, materials, places and beats, or write them out</source>
        <translation>导入或写出力量、人员、装备、联系人、物资、场所和巡区</translation>
    </message>
    <message>
        <source>Import forces</source>
        <translation>导入力量</translation>
    </message>
    <message>
        <source>Take {name} in?</source>
        <translation>导入“{name}”？</translation>
    </message>
    <message>
        <source>What is not in the workbook stays as it is.</source>
        <translation>表中没有的保持原样。</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变动</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Before → after</source>
        <translation>原值 → 新值</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变动</translation>
    </message>
    <message>
        <source>To be looked at ({count}): taken in as it stands</source>
        <translation>请核对（{count} 处）：照原样导入</translation>
    </message>
    <message>
        <source>To be looked at</source>
        <translation>请核对</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>roster-template.xlsx</source>
        <translation>名册模板.xlsx</translation>
    </message>
    <message>
        <source>roster.xlsx</source>
        <translation>名册.xlsx</translation>
    </message>
    <message>
        <source>Not written</source>
        <translation>未写出</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>已写出：{name}</translation>
    </message>
    <message>
        <source>Nothing was taken in</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>{name} has {count} problem(s). Mend them in the workbook and import it again.</source>
        <translation>{name} 有 {count} 处问题。请在表格中改正后重新导入。</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>What is wrong, and the mend</source>
        <translation>问题及改法</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message>
        <source>Take over what is kept</source>
        <translation>改用已保存的内容</translation>
    </message>
    <message>
        <source>This draft was changed elsewhere meanwhile.</source>
        <translation>这份草稿已在别处改过。</translation>
    </message>
    <message>
        <source>Problems ({count})</source>
        <translation>问题（{count}）</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Rules ({count})</source>
        <translation>规则（{count}）</translation>
    </message>
    <message>
        <source>not kept yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back to the versions (Alt+Left)</source>
        <translation>返回版本列表（Alt+Left）</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>重做（Ctrl+Y）</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Show the English texts beside the Chinese ones</source>
        <translation>在中文旁显示英文</translation>
    </message>
    <message>
        <source>Show or hide what is wrong (F4)</source>
        <translation>显示或隐藏问题清单（F4）</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep it now (Ctrl+S); after a pause it is kept by itself</source>
        <translation>立即保存（Ctrl+S）；停顿后会自动保存</translation>
    </message>
    <message>
        <source>Particulars</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Try it beside the one in force</source>
        <translation>与现行规则对照试算</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
</context>
<context>
    <name>Rulebooks</name>
    <message>
        <source>What differs</source>
        <translation>差异对照</translation>
    </message>
    <message>
        <source>Import a rulebook</source>
        <translation>导入报送规则</translation>
    </message>
    <message>
        <source>This file cannot be imported</source>
        <translation>这个文件不能导入</translation>
    </message>
    <message>
        <source>Export the rulebook</source>
        <translation>导出报送规则</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写出：{file}</translation>
    </message>
    <message>
        <source>Keep the id to make a new version of this rulebook. Give another id to make a rulebook of your own beside it.</source>
        <translation>标识不变，就是这套规则的新版本；另取标识，就是另立一套本地规则。</translation>
    </message>
    <message>
        <source>Copy and edit</source>
        <translation>复制并编辑</translation>
    </message>
    <message>
        <source>It becomes a draft: nothing counts by it until it is reviewed, approved and put in force.</source>
        <translation>导入后是草稿：经审核、批准并施行后才按它计时。</translation>
    </message>
    <message>
        <source>For whom it counts</source>
        <translation>适用地区</translation>
    </message>
    <message>
        <source>such as the county&apos;s name</source>
        <translation>如本县名称</translation>
    </message>
    <message>
        <source>Tier of the desk</source>
        <translation>本台层级</translation>
    </message>
    <message>
        <source>New rulebook</source>
        <translation>新建报送规则</translation>
    </message>
    <message>
        <source>Begin the draft</source>
        <translation>建立草稿</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>lower-case letters, digits and hyphens</source>
        <translation>小写字母、数字和连字符</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Reviewed by</source>
        <translation>审核人</translation>
    </message>
    <message>
        <source>A rulebook with problems cannot be reviewed. From now on it changes only after it is sent back.</source>
        <translation>有问题的规则不能通过审核。审核后须先退回才能再改。</translation>
    </message>
    <message>
        <source>Record the review</source>
        <translation>登记审核</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审核</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Send it back</source>
        <translation>退回修改</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>批准人</translation>
    </message>
    <message>
        <source>Document number</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>of the document that sets these limits</source>
        <translation>规定这些时限的文件的文号</translation>
    </message>
    <message>
        <source>Approved on</source>
        <translation>批准日期</translation>
    </message>
    <message>
        <source>From now on this version never changes; a change is a new version.</source>
        <translation>批准后本版不再改动；要改须另立新版本。</translation>
    </message>
    <message>
        <source>Record the approval</source>
        <translation>登记批准</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>In force from</source>
        <translation>施行时间</translation>
    </message>
    <message>
        <source>This desk goes by it from now on</source>
        <translation>本台即改用这套规则</translation>
    </message>
    <message>
        <source>Open deadlines are computed anew by it at once. Reports that were made keep the deadlines that they answered.</source>
        <translation>未完成的报送时限立即按它重新计算；已报的仍按当时的时限认定。</translation>
    </message>
    <message>
        <source>Put it in force</source>
        <translation>付诸施行</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>施行</translation>
    </message>
    <message>
        <source>What it said stays in the journal.</source>
        <translation>其内容仍留在日志中。</translation>
    </message>
    <message>
        <source>Give up this draft</source>
        <translation>作废这份草稿</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>作废</translation>
    </message>
</context>
<context>
    <name>ScenarioEditor</name>
    <message>
        <source>{count} problem(s)</source>
        <translation>{count} 处问题</translation>
    </message>
    <message>
        <source>The scenario can be held once it is saved</source>
        <translation>保存后即可演练</translation>
    </message>
    <message>
        <source>Saved as version {version}; it can be held</source>
        <translation>已保存为版本 {version}，可以演练</translation>
    </message>
    <message>
        <source>Kept as a draft: {count} problems have to be mended before it can be held</source>
        <translation>已留作草稿：还有 {count} 个问题，改好后才能演练</translation>
    </message>
    <message>
        <source>not in it, since it cannot be read: {fields}</source>
        <translation>未计入（填写有误）：{fields}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>There are unsaved changes</source>
        <translation>有修改未保存</translation>
    </message>
    <message>
        <source>Discarding takes back everything since the last save.</source>
        <translation>放弃后，上次保存以来的改动全部作废。</translation>
    </message>
    <message>
        <source>Problems ({count})</source>
        <translation>问题（{count}）</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <source>came with the program: saving puts your own in its place</source>
        <translation>程序自带；保存后以本机这一份为准</translation>
    </message>
    <message>
        <source>kept {time}</source>
        <translation>已留稿 {time}</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>can be held</source>
        <translation>可演练</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Leave the editor (Alt+Left)</source>
        <translation>退出编辑 (Alt+Left)</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>重做 (Ctrl+Y)</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Show the English texts beside the Chinese ones</source>
        <translation>在中文旁显示英文</translation>
    </message>
    <message>
        <source>How scenarios are written</source>
        <translation>怎样编写剧本</translation>
    </message>
    <message>
        <source>Show or hide what is wrong (F4)</source>
        <translation>显示或隐藏问题清单（F4）</translation>
    </message>
    <message>
        <source>Save (Ctrl+S); with problems it is kept as a draft</source>
        <translation>保存 (Ctrl+S)；有问题时留作草稿</translation>
    </message>
</context>
<context>
    <name>ScenariosTab</name>
    <message>
        <source>No scenario</source>
        <translation>没有剧本</translation>
    </message>
    <message>
        <source>Put a scenario&apos;s folder into the place for scenarios in the data folder.</source>
        <translation>请把剧本文件夹放进数据文件夹中存放剧本的位置。</translation>
    </message>
    <message>
        <source>Start the drill…</source>
        <translation>开始演练…</translation>
    </message>
    <message>
        <source>Five-minute drill</source>
        <translation>五分钟上手演练</translation>
    </message>
    <message>
        <source>Learn the desk by doing (Shift+F1)</source>
        <translation>边做边学（Shift+F1）</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Papers…</source>
        <translation>文书…</translation>
    </message>
    <message>
        <source>Work plan, script, evaluation plan and form of this scenario</source>
        <translation>本剧本的工作方案、脚本、评估方案和评估表</translation>
    </message>
    <message>
        <source>Show the open drill</source>
        <translation>切到演练台</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>No inject</source>
        <translation>没有导调</translation>
    </message>
    <message>
        <source>Nothing to remark</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>“Check” tries the moments, places, units and objectives of a scenario.</source>
        <translation>按“检查”核对剧本的时间、地点、力量和目标。</translation>
    </message>
    <message>
        <source>{count} problems in scenarios that cannot be held: “Check” names them</source>
        <translation>有剧本不能用，共 {count} 处问题；按“检查”查看</translation>
    </message>
    <message>
        <source>{count} problems</source>
        <translation>{count} 处问题</translation>
    </message>
    <message>
        <source>Nothing is wrong with it</source>
        <translation>检查通过</translation>
    </message>
    <message>
        <source>Choose a scenario</source>
        <translation>请选择剧本</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>剧本</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>预案</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>时长(分)</translation>
    </message>
    <message>
        <source>Injects</source>
        <translation>导调</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Inject</source>
        <translation>导调内容</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预期行动</translation>
    </message>
    <message>
        <source>To</source>
        <translation>发给</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>What is wrong, and the mend</source>
        <translation>问题和改法</translation>
    </message>
    <message>
        <source>Objectives</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Briefing</source>
        <translation>参演须知</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>This desk is a drill&apos;s</source>
        <translation>这里是演练台</translation>
    </message>
    <message>
        <source>Another drill is started from the real desk, once this one is closed.</source>
        <translation>要开始另一场演练，请先关闭本场，再到实战值守台操作。</translation>
    </message>
</context>
<context>
    <name>ScoreView</name>
    <message>
        <source>Item</source>
        <translation>评估项</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>评估情况</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>No score yet</source>
        <translation>还没有评分</translation>
    </message>
    <message>
        <source>It is computed once the drill has begun.</source>
        <translation>演练开始后自动评分。</translation>
    </message>
    <message>
        <source>{points} of 100 as things stand</source>
        <translation>当前得分 {points}（满分 100）</translation>
    </message>
</context>
<context>
    <name>SearchTab</name>
    <message>
        <source>Words, two characters are enough; several must all occur</source>
        <translation>输入词语，两个字即可；多个词须同时出现</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>All grades</source>
        <translation>全部等级</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>All villages</source>
        <translation>全部村（社区）</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>所在村</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Open only</source>
        <translation>仅处置中</translation>
    </message>
    <message>
        <source>Closed only</source>
        <translation>仅已结案</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>不限时间</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Last {count} days</source>
        <translation>近 {count} 天</translation>
    </message>
    <message>
        <source>Full-text search</source>
        <translation>全文检索</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Fewer words, another spelling or a longer time may find more.</source>
        <translation>可减少词语、换个说法，或放宽时间再试。</translation>
    </message>
    <message>
        <source>Whole text</source>
        <translation>全文</translation>
    </message>
    <message>
        <source>Go to incident (Enter)</source>
        <translation>转到事件 (Enter)</translation>
    </message>
    <message>
        <source>This desk keeps no search index</source>
        <translation>本机未建检索库</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>找到 {count} 条</translation>
    </message>
    <message>
        <source>the newest {count}; another word narrows them</source>
        <translation>只列最新 {count} 条，再加一个词可缩小范围</translation>
    </message>
    <message>
        <source>The index is being made: {share} % can be found so far</source>
        <translation>正在建立检索库，目前可检索 {share}%</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Words around</source>
        <translation>相关文字</translation>
    </message>
</context>
<context>
    <name>SeatsView</name>
    <message>
        <source>Seat</source>
        <translation>席位</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置、电话</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组别</translation>
    </message>
    <message>
        <source>Comms</source>
        <translation>通信</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>席位</translation>
    </message>
    <message>
        <source>No seat</source>
        <translation>没有席位</translation>
    </message>
    <message>
        <source>The scenario names nobody who takes part.</source>
        <translation>剧本没有写参演席位。</translation>
    </message>
    <message>
        <source>Comms check: {heard} of {all} heard</source>
        <translation>通信测试：{all} 席中 {heard} 席通</translation>
    </message>
</context>
<context>
    <name>SheetOptions</name>
    <message>
        <source>Landscape</source>
        <translation>横向</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>纵向</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>比例尺</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Lies</source>
        <translation>方向</translation>
    </message>
</context>
<context>
    <name>ShelfBar</name>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Begin with everything of the chosen one (Ctrl+D)</source>
        <translation>以所选剧本为底稿 (Ctrl+D)</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Begin an empty scenario (Ctrl+Shift+N)</source>
        <translation>新建空白剧本 (Ctrl+Shift+N)</translation>
    </message>
    <message>
        <source>Open the chosen one in the editor (Ctrl+E)</source>
        <translation>编辑所选剧本 (Ctrl+E)</translation>
    </message>
    <message>
        <source>From a plan…</source>
        <translation>按预案生成…</translation>
    </message>
    <message>
        <source>Exercise every task of a plan at a level (Ctrl+G)</source>
        <translation>检验预案某一级的全部任务 (Ctrl+G)</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Go on with one that cannot be held yet</source>
        <translation>继续编写还不能演练的草稿</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Take one in from an Excel workbook (Ctrl+I)</source>
        <translation>从 Excel 工作簿读入 (Ctrl+I)</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the chosen one as an Excel workbook</source>
        <translation>把所选剧本写成 Excel 工作簿</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>改编号…</translation>
    </message>
    <message>
        <source>Give an own one another id</source>
        <translation>更改本机剧本的编号</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Take an own one away</source>
        <translation>删除本机编写的剧本</translation>
    </message>
    <message>
        <source>Drafts ({count})</source>
        <translation>草稿（{count}）</translation>
    </message>
</context>
<context>
    <name>SheltersTab</name>
    <message>
        <source>Open…</source>
        <translation>启用…</translation>
    </message>
    <message>
        <source>Let in…</source>
        <translation>接收…</translation>
    </message>
    <message>
        <source>Leaving…</source>
        <translation>离开…</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>关闭…</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新增…</translation>
    </message>
    <message>
        <source>Enter a shelter that is not in the list</source>
        <translation>登记表中没有的安置点</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Name, capacity, contact and place</source>
        <translation>名称、容量、联系人、位置</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Shelters</source>
        <translation>安置点</translation>
    </message>
    <message>
        <source>No shelter is entered</source>
        <translation>没有登记安置点</translation>
    </message>
    <message>
        <source>Enter one, or import them from the Excel roster (sheet of places)</source>
        <translation>可新增，也可从 Excel 名册（场所表）导入</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>需要</translation>
    </message>
    <message>
        <source>Need help</source>
        <translation>特需人员</translation>
    </message>
    <message>
        <source>Nobody who needs help</source>
        <translation>没有特需人员</translation>
    </message>
    <message>
        <source>Only those who need help are entered by name</source>
        <translation>只登记需要帮助的人的姓名</translation>
    </message>
    <message>
        <source>At the door</source>
        <translation>进出记录</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>尚未启用</translation>
    </message>
    <message>
        <source>Opening, coming and going stand here</source>
        <translation>启用、接收、离开都记在这里</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>所在村</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Occupied</source>
        <translation>在住</translation>
    </message>
    <message>
        <source>Room left</source>
        <translation>余量</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>来去</translation>
    </message>
</context>
<context>
    <name>ShiftCard</name>
    <message>
        <source>Nobody has taken over the shift</source>
        <translation>尚未接班</translation>
    </message>
    <message>
        <source>Take over the shift…</source>
        <translation>接班…</translation>
    </message>
    <message>
        <source>On duty now</source>
        <translation>当前值班</translation>
    </message>
    <message>
        <source>Being handed over to {officer}: {count} accepted</source>
        <translation>正在向 {officer} 交班，已接收 {count} 项</translation>
    </message>
    <message>
        <source>Go on with the handover…</source>
        <translation>继续交接班…</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>带班</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>值班</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Next by the roster: {shift}</source>
        <translation>下一班：{shift}</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>These facts, and what follows from them now, become a case of the plan</source>
        <translation>把这些情况和现在的结果存为预案的测试用例</translation>
    </message>
    <message>
        <source>Keep as case</source>
        <translation>存为用例</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Keep in case {number}</source>
        <translation>存回用例 {number}</translation>
    </message>
    <message>
        <source>What the case is about</source>
        <translation>用例名称</translation>
    </message>
    <message>
        <source>Problems ({count})</source>
        <translation>问题（{count}）</translation>
    </message>
</context>
<context>
    <name>SoundRow</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>A WAV file of your own for this rank</source>
        <translation>为本级别选用自己的 WAV 文件</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Take the program&apos;s own sound again</source>
        <translation>恢复程序自带声音</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Program&apos;s own sound</source>
        <translation>程序自带声音</translation>
    </message>
</context>
<context>
    <name>StatisticsTab</name>
    <message>
        <source>Grouped by</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Bars show</source>
        <translation>柱形内容</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>No incident in this period</source>
        <translation>该时段没有突发事件</translation>
    </message>
    <message>
        <source>Choose a longer period above.</source>
        <translation>可在上方放宽时段。</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Where the incidents of this period happened</source>
        <translation>该时段突发事件的分布</translation>
    </message>
    <message>
        <source>Print charts…</source>
        <translation>打印图表…</translation>
    </message>
    <message>
        <source>Every grouping of this period, with charts</source>
        <translation>本时段各种分组的图和表</translation>
    </message>
    <message>
        <source>Take off the map</source>
        <translation>从地图撤下</translation>
    </message>
    <message>
        <source>Median minutes from awareness</source>
        <translation>自接报起，分钟数的中位数</translation>
    </message>
    <message>
        <source>Grouping</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Not closed</source>
        <translation>未办结</translation>
    </message>
    <message>
        <source>Call, min</source>
        <translation>报告（分）</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>突发事件</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>失踪</translation>
    </message>
    <message>
        <source>Injured</source>
        <translation>受伤</translation>
    </message>
    <message>
        <source>Punctual</source>
        <translation>及时率</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>疑似迟报</translation>
    </message>
    <message>
        <source>Owing</source>
        <translation>逾期未报</translation>
    </message>
    <message>
        <source>Dispatch, min</source>
        <translation>派出（分）</translation>
    </message>
    <message>
        <source>Arrival, min</source>
        <translation>到场（分）</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Offline map</source>
        <translation>离线底图</translation>
    </message>
    <message>
        <source>Silence the alarms for some minutes</source>
        <translation>暂停报警声若干分钟</translation>
    </message>
    <message>
        <source>Wall display</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>Open or close the wall display (F11)</source>
        <translation>打开或关闭大屏（F11）</translation>
    </message>
    <message>
        <source>Let the wall&apos;s map follow the desk, or lock it (Ctrl+F11)</source>
        <translation>大屏地图跟随值守台或锁定（Ctrl+F11）</translation>
    </message>
    <message>
        <source>Journal saved %1 · %2 entries</source>
        <translation>日志已存 %1 · %2 条</translation>
    </message>
    <message>
        <source>Chain broken at entry %1</source>
        <translation>日志链第 %1 条断裂</translation>
    </message>
    <message>
        <source>Checking the chain…</source>
        <translation>正在核对日志链…</translation>
    </message>
    <message>
        <source>Chain whole</source>
        <translation>链完好</translation>
    </message>
    <message>
        <source>Close the wall display</source>
        <translation>关闭大屏</translation>
    </message>
    <message>
        <source>Wall follows</source>
        <translation>大屏跟随</translation>
    </message>
    <message>
        <source>Wall locked</source>
        <translation>大屏锁定</translation>
    </message>
    <message>
        <source>Muted until %1</source>
        <translation>静音至 %1</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Leave out {inject}</source>
        <translation>跳过 {inject}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Later by</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Delay {inject}</source>
        <translation>推迟 {inject}</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>Reword {inject}</source>
        <translation>改写 {inject}</translation>
    </message>
    <message>
        <source>What is expected stays as it is.</source>
        <translation>预期行动不变。</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>To</source>
        <translation>发给</translation>
    </message>
    <message>
        <source>At minute</source>
        <translation>第几分钟</translation>
    </message>
    <message>
        <source>empty: at once</source>
        <translation>不填：立即下达</translation>
    </message>
    <message>
        <source>Answer within</source>
        <translation>答复时限</translation>
    </message>
    <message>
        <source>for a query only</source>
        <translation>仅用于上级询问</translation>
    </message>
    <message>
        <source>About</source>
        <translation>涉及事件</translation>
    </message>
    <message>
        <source>An inject of your own</source>
        <translation>临时导调</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>下达</translation>
    </message>
    <message>
        <source>such as 23:15 or +20</source>
        <translation>如 23:15 或 +20</translation>
    </message>
    <message>
        <source>Jump ahead</source>
        <translation>跳时</translation>
    </message>
    <message>
        <source>What is due until then happens on the way.</source>
        <translation>其间到点的导调会依次下达。</translation>
    </message>
    <message>
        <source>Jump</source>
        <translation>跳到</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>导调通知</translation>
    </message>
    <message>
        <source>Participants see it in the drill&apos;s window, the others here.</source>
        <translation>参演人员在演练台看到，其他人员在导调台和观摩窗口看到。</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>End the drill</source>
        <translation>结束演练</translation>
    </message>
    <message>
        <source>Nothing happens in it any more; its journal and score stay.</source>
        <translation>结束后不再下达导调；日志和评分保留。</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Where, by which phone</source>
        <translation>位置、电话</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>席位</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Who plays: {seat}</source>
        <translation>安排席位：{seat}</translation>
    </message>
    <message>
        <source>New seat</source>
        <translation>增加席位</translation>
    </message>
</context>
<context>
    <name>StockTab</name>
    <message>
        <source>Stock change… (Enter)</source>
        <translation>库存变动…（Enter）</translation>
    </message>
    <message>
        <source>Ask for it…</source>
        <translation>提出需求…</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新增…</translation>
    </message>
    <message>
        <source>Enter a stock that is not in the list</source>
        <translation>登记表中没有的物资</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Name, place, keeper, minimum, usable until</source>
        <translation>名称、存放点、保管人、最低储备、保质期</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Materials</source>
        <translation>物资</translation>
    </message>
    <message>
        <source>No materials</source>
        <translation>没有物资</translation>
    </message>
    <message>
        <source>Enter stock with its place and keeper, or import the Excel roster</source>
        <translation>登记物资、存放点和保管人，也可从 Excel 名册导入</translation>
    </message>
    <message>
        <source>Stock changes</source>
        <translation>出入库</translation>
    </message>
    <message>
        <source>No change yet</source>
        <translation>没有变动</translation>
    </message>
    <message>
        <source>Received, issued, returned, used up, written off, counted</source>
        <translation>入库、出库、归还、消耗、报损、盘点</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>Nothing was asked for</source>
        <translation>没有需求</translation>
    </message>
    <message>
        <source>What an incident needs is asked for here and followed until it is there</source>
        <translation>事件所需物资在这里提出，一直跟到送达</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>落实经过</translation>
    </message>
    <message>
        <source>No step yet</source>
        <translation>没有进展</translation>
    </message>
    <message>
        <source>Promised, issued, arrived, refused</source>
        <translation>答应、发出、到达、不能提供</translation>
    </message>
    <message>
        <source>Promised…</source>
        <translation>答应…</translation>
    </message>
    <message>
        <source>Issued…</source>
        <translation>发出…</translation>
    </message>
    <message>
        <source>Arrived…</source>
        <translation>到达…</translation>
    </message>
    <message>
        <source>Cannot give…</source>
        <translation>不能提供…</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>了结…</translation>
    </message>
    <message>
        <source>Requests and fulfilment</source>
        <translation>需求与落实</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>In store</source>
        <translation>在库</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>借出</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最低储备</translation>
    </message>
    <message>
        <source>Usable until</source>
        <translation>保质期至</translation>
    </message>
    <message>
        <source>Kept at</source>
        <translation>存放点</translation>
    </message>
    <message>
        <source>Last counted</source>
        <translation>最后盘点</translation>
    </message>
    <message>
        <source>Keeper</source>
        <translation>保管人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>变动</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>In store after</source>
        <translation>变动后在库</translation>
    </message>
    <message>
        <source>By or to whom</source>
        <translation>经手（去向）</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What is needed</source>
        <translation>所需物资</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>Promised / issued / there</source>
        <translation>答应/发出/到达</translation>
    </message>
    <message>
        <source>Needed by</source>
        <translation>要到时间</translation>
    </message>
    <message>
        <source>To where</source>
        <translation>去往</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>登记人</translation>
    </message>
</context>
<context>
    <name>Survey</name>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Survey of those who took part</source>
        <translation>参演自评</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
</context>
<context>
    <name>Survival</name>
    <message>
        <source>This program was built without papers: install it anew.</source>
        <translation>本程序未装入文书部件，请重新安装。</translation>
    </message>
    <message>
        <source>Cancelled; the numbers of its slips stay unused</source>
        <translation>已取消；已占用的纸单编号作废不用</translation>
    </message>
    <message>
        <source>{pages} pages, kept as {name}.</source>
        <translation>共 {pages} 页，已存为 {name}。</translation>
    </message>
    <message>
        <source>This journal cannot be written, so no numbers can be given.</source>
        <translation>日志只能读取，无法占用纸单编号。</translation>
    </message>
    <message>
        <source>{pages} pages</source>
        <translation>共 {pages} 页</translation>
    </message>
    <message>
        <source>How many of each? They get the next free numbers; no number is printed twice.</source>
        <translation>每种几张？按下一批空号编号，同一编号不会印两次。</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存一份…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
</context>
<context>
    <name>SurvivalCard</name>
    <message>
        <source>Survival pack</source>
        <translation>断电应急包</translation>
    </message>
    <message>
        <source>Keep a survival pack up to date, and make one at once for an orange or red warning</source>
        <translation>自动更新断电应急包；收到橙色、红色预警立即更新</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} 小时</translation>
    </message>
    <message>
        <source>a USB stick, say; empty: only in the data folder</source>
        <translation>如移动存储路径；留空只存在数据文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Make one now</source>
        <translation>立即更新</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>每隔</translation>
    </message>
    <message>
        <source>Keep the last</source>
        <translation>保留最近</translation>
    </message>
    <message>
        <source>Also in</source>
        <translation>另存到</translation>
    </message>
    <message>
        <source>This program was built without papers: install it anew.</source>
        <translation>本程序未装入文书部件，请重新安装。</translation>
    </message>
    <message>
        <source>Since {time}: {why}</source>
        <translation>{time} 起：{why}</translation>
    </message>
    <message>
        <source>None was made yet</source>
        <translation>还没有生成过</translation>
    </message>
    <message>
        <source>The last one is of {time}; {count} are kept</source>
        <translation>最近一份 {time}；现存 {count} 份</translation>
    </message>
    <message>
        <source>Making…</source>
        <translation>正在生成…</translation>
    </message>
    <message>
        <source>Making… {share} %</source>
        <translation>正在生成… {share} %</translation>
    </message>
    <message>
        <source>Folder for survival packs</source>
        <translation>断电应急包存放文件夹</translation>
    </message>
</context>
<context>
    <name>SuspicionTab</name>
    <message>
        <source>Suspected late or omitted</source>
        <translation>疑似迟漏</translation>
    </message>
    <message>
        <source>Nothing looks late or left out</source>
        <translation>未见疑似迟报、漏报</translation>
    </message>
    <message>
        <source>The machine compares limits and times; people judge.</source>
        <translation>本机只比对时限与时间，由人认定。</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Go to incident</source>
        <translation>转到事件</translation>
    </message>
    <message>
        <source>Suspected</source>
        <translation>疑似</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>情形</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报送</translation>
    </message>
    <message>
        <source>To</source>
        <translation>报至</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Was due</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Made at</source>
        <translation>报送时间</translation>
    </message>
    <message>
        <source>not made</source>
        <translation>未见</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>依据</translation>
    </message>
</context>
<context>
    <name>TableEditor</name>
    <message>
        <source>Add a row</source>
        <translation>增加一行</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Insert</translation>
    </message>
    <message>
        <source>Take the row out</source>
        <translation>删除此行</translation>
    </message>
    <message>
        <source>Ctrl+Delete</source>
        <translation>Ctrl+Delete</translation>
    </message>
</context>
<context>
    <name>TextPage</name>
    <message>
        <source>Find in the text (Ctrl+F), F3 goes on</source>
        <translation>查找正文 (Ctrl+F)，F3 下一处</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Show or hide how the text reads</source>
        <translation>显示或隐藏排版效果</translation>
    </message>
    <message>
        <source>Numbered paragraph</source>
        <translation>插入编号段落</translation>
    </message>
    <message>
        <source>A new paragraph behind this one (Ctrl+Enter)</source>
        <translation>在本段之后另起编号段落 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Link a part…</source>
        <translation>关联内容…</translation>
    </message>
    <message>
        <source>Choose a part of the plan that this paragraph says</source>
        <translation>选择本段所写的预案内容</translation>
    </message>
    <message>
        <source>Which part does this paragraph say?</source>
        <translation>本段写的是哪一项内容</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) point at it</source>
        <translation>
            <numerusform>%n 项内容关联到本段</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to this part</source>
        <translation>转到这一项</translation>
    </message>
    <message>
        <source>Take the link out</source>
        <translation>取消关联</translation>
    </message>
    <message>
        <source>Take out the link to {part}</source>
        <translation>取消与“{part}”的关联</translation>
    </message>
    <message>
        <source>Parts that paragraph {key} says:</source>
        <translation>第 {key} 段关联的内容：</translation>
    </message>
    <message>
        <source>No part of the plan points at this paragraph</source>
        <translation>没有内容关联到本段</translation>
    </message>
    <message>
        <source>Paragraphs</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>Text of the plan in Markdown</source>
        <translation>预案正文（标记文本）</translation>
    </message>
</context>
<context>
    <name>Thumbnails</name>
    <message>
        <source>Page thumbnails</source>
        <translation>页面缩略图</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>No inject</source>
        <translation>没有导调</translation>
    </message>
    <message>
        <source>Put one in with Ctrl+N.</source>
        <translation>按 Ctrl+N 下达临时导调。</translation>
    </message>
    <message>
        <source>Waits for: {what}</source>
        <translation>等待：{what}</translation>
    </message>
    <message>
        <source>For the conductor: {note}</source>
        <translation>导调提示：{note}</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>分</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Inject</source>
        <translation>导调内容</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Expected actions that were done</source>
        <translation>已做到的预期行动</translation>
    </message>
</context>
<context>
    <name>TrackingCard</name>
    <message>
        <source>Positions from phones</source>
        <translation>手机定位接收</translation>
    </message>
    <message>
        <source>Take in positions of enrolled phones</source>
        <translation>接收已登记手机上报的位置</translation>
    </message>
    <message>
        <source>empty: the address below</source>
        <translation>不填则用下面的地址</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>{count} m</source>
        <translation>{count} 米</translation>
    </message>
    <message>
        <source>{count} positions in a row</source>
        <translation>连续 {count} 次定位</translation>
    </message>
    <message>
        <source>Set “on scene”, “returning” and “back” without asking</source>
        <translation>“到场”“返回”“归队”自动记录，不再询问</translation>
    </message>
    <message>
        <source>Positions cannot be kept here, so nothing can be taken in.</source>
        <translation>本机无法保存位置记录，因此不能接收。</translation>
    </message>
    <message>
        <source> Phones cannot reach it: it listens on this machine only.</source>
        <translation>仅本机可连，手机连不上。</translation>
    </message>
    <message>
        <source>Listening at {address}, port {port}.</source>
        <translation>正在接收：{address} 端口 {port}。</translation>
    </message>
    <message>
        <source>Switched on, but not listening. {why}</source>
        <translation>已开启，但没有成功接收。{why}</translation>
    </message>
    <message>
        <source>Off: nothing listens on the network.</source>
        <translation>未开启：不在网络上监听。</translation>
    </message>
    <message>
        <source>{count} phones enrolled, {heard} heard since the program was started.</source>
        <translation>已登记 {count} 部手机，本次启动以来收到 {heard} 部的上报。</translation>
    </message>
    <message>
        <source>{name}: {age} ago, {verdict}</source>
        <translation>{name}：{age}前，{verdict}</translation>
    </message>
    <message>
        <source>This machine only (127.0.0.1)</source>
        <translation>仅本机（127.0.0.1）</translation>
    </message>
    <message>
        <source>All networks of this machine</source>
        <translation>本机所有网卡</translation>
    </message>
    <message>
        <source>Listen at</source>
        <translation>监听地址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Address by hand</source>
        <translation>手工指定地址</translation>
    </message>
    <message>
        <source>Address to type on a phone</source>
        <translation>手机上填写的地址</translation>
    </message>
    <message>
        <source>Positions are kept for</source>
        <translation>位置保存期限</translation>
    </message>
    <message>
        <source>Arrived within</source>
        <translation>到场判定距离</translation>
    </message>
    <message>
        <source>Believed after</source>
        <translation>判定次数</translation>
    </message>
    <message>
        <source>Enrol phones…</source>
        <translation>登记手机…</translation>
    </message>
    <message>
        <source>The address begins with http:// or https://</source>
        <translation>地址应以 http:// 或 https:// 开头</translation>
    </message>
</context>
<context>
    <name>Trail</name>
    <message>
        <source>Where the unit was: on the map or as a file</source>
        <translation>查看该力量走过的路线：在地图上显示或存成文件</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>Last {hours} h on the map</source>
        <translation>在地图上显示最近 {hours} 小时</translation>
    </message>
    <message>
        <source>Off the map</source>
        <translation>从地图上撤下</translation>
    </message>
    <message>
        <source>All trails off the map</source>
        <translation>撤下全部轨迹</translation>
    </message>
    <message>
        <source>Last 24 h as a file (GPX, CSV)…</source>
        <translation>最近 24 小时存成文件（GPX、csv）…</translation>
    </message>
    <message>
        <source>GPX track (*.gpx)</source>
        <translation>GPX 轨迹 (*.gpx)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Save the trail</source>
        <translation>保存轨迹</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>没有保存</translation>
    </message>
    <message>
        <source>{count} positions written to {name}</source>
        <translation>已将 {count} 个定位写入 {name}</translation>
    </message>
</context>
<context>
    <name>TrailCheck</name>
    <message>
        <source>Compare again</source>
        <translation>重新核对</translation>
    </message>
    <message>
        <source>Trail on the map</source>
        <translation>轨迹上图</translation>
    </message>
    <message>
        <source>The beat, and where the patrol was within the planned time</source>
        <translation>在地图上显示巡区和计划时段内的轨迹</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>巡查点</translation>
    </message>
    <message>
        <source>No patrol planned</source>
        <translation>没有安排巡防</translation>
    </message>
    <message>
        <source>Plan one under “Joint patrols”</source>
        <translation>请在“联勤巡防”中安排</translation>
    </message>
    <message>
        <source>{passed} passed, {late} late, {missed} missed, {waiting} to come</source>
        <translation>已到 {passed}，迟到 {late}，漏点 {missed}，未到 {waiting}</translation>
    </message>
    <message>
        <source>Beat</source>
        <translation>巡区</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>计划时段</translation>
    </message>
    <message>
        <source>Walked</source>
        <translation>实际巡走</translation>
    </message>
    <message>
        <source>{share}% of the beat, {km} km</source>
        <translation>巡区的 {share}%，{km} 公里</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>No position of this unit was kept for that time: nothing can be said</source>
        <translation>这段时间没有这支力量的位置记录，无法核对</translation>
    </message>
    <message>
        <source>{count} positions</source>
        <translation>位置 {count} 个</translation>
    </message>
    <message>
        <source>, {gaps} gaps</source>
        <translation>，中断 {gaps} 次</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>巡查点</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>到点时间</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最近距离</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Speed</source>
        <translation>倍速</translation>
    </message>
    <message>
        <source>Entry {passed} of {count}</source>
        <translation>第 {passed} 条／共 {count} 条</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停住</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
</context>
<context>
    <name>TrialBeside</name>
    <message>
        <source>The draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Choose a kind and the time of awareness.</source>
        <translation>请选事件类型和接报时间。</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) with problems are left out of the trial.</source>
        <translation>
            <numerusform>有 %n 条规则存在问题，试算时未计入。</numerusform>
        </translation>
    </message>
    <message>
        <source>In force: {title} {version}</source>
        <translation>现行：{title} {version}</translation>
    </message>
</context>
<context>
    <name>TrialForm</name>
    <message>
        <source>the one in force</source>
        <translation>现行规则</translation>
    </message>
    <message>
        <source>Rulebook</source>
        <translation>报送规则</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>事件类型</translation>
    </message>
    <message>
        <source>Aware at</source>
        <translation>接报时间</translation>
    </message>
    <message>
        <source>Occurred at</source>
        <translation>发生时间</translation>
    </message>
    <message>
        <source>Stable at</source>
        <translation>态势稳定时间</translation>
    </message>
    <message>
        <source>Response ended at</source>
        <translation>响应终止时间</translation>
    </message>
    <message>
        <source>Superior asked at</source>
        <translation>上级要求时间</translation>
    </message>
    <message>
        <source>Warning received at</source>
        <translation>收到预警时间</translation>
    </message>
    <message>
        <source>Looked at as of</source>
        <translation>查看时点</translation>
    </message>
    <message>
        <source>Circumstances</source>
        <translation>情形</translation>
    </message>
</context>
<context>
    <name>TrialTab</name>
    <message>
        <source>Choose a kind and the time of awareness.</source>
        <translation>请选择类型和接报时间。</translation>
    </message>
    <message>
        <source>Dotted line: awareness, {time}. Diamond: limit. Ring: expected, or the end of a window. The axis is logarithmic.</source>
        <translation>虚线：接报 {time}。菱形：时限。圆圈：预计，或补报窗口截止。横轴为对数刻度。</translation>
    </message>
    <message>
        <source>What would be owed</source>
        <translation>应报事项</translation>
    </message>
    <message>
        <source>a trial: nothing is recorded</source>
        <translation>试算，不记录</translation>
    </message>
</context>
<context>
    <name>TryIt</name>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Forget the invented facts</source>
        <translation>清除假设情况</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>事件等级</translation>
    </message>
    <message>
        <source>Response level</source>
        <translation>响应级别</translation>
    </message>
    <message>
        <source>Reports owed</source>
        <translation>应报信息</translation>
    </message>
    <message>
        <source>Forces</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
</context>
<context>
    <name>UnitDetail</name>
    <message>
        <source>Open the incident</source>
        <translation>打开事件</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Rest…</source>
        <translation>休整…</translation>
    </message>
    <message>
        <source>End the rest</source>
        <translation>结束休整</translation>
    </message>
    <message>
        <source>Retire…</source>
        <translation>撤编…</translation>
    </message>
    <message>
        <source>There is no such unit any more</source>
        <translation>这支力量已不存在</translation>
    </message>
    <message>
        <source>Joint patrol</source>
        <translation>联合巡逻</translation>
    </message>
    <message>
        <source>Status history</source>
        <translation>状态记录</translation>
    </message>
    <message>
        <source>Nothing happened yet</source>
        <translation>还没有记录</translation>
    </message>
    <message>
        <source>Every change is listed here with time and source</source>
        <translation>每次变动都列在这里，带时间和来源</translation>
    </message>
    <message>
        <source>No unit chosen</source>
        <translation>未选择力量</translation>
    </message>
    <message>
        <source>Choose a unit on the left to see and set its status</source>
        <translation>在左侧选择力量，查看和记录状态</translation>
    </message>
    <message>
        <source>Engaged through {name}</source>
        <translation>随 {name} 出动</translation>
    </message>
    <message>
        <source>No position: its base is shown</source>
        <translation>无位置，按驻地标示</translation>
    </message>
    <message>
        <source>No position known</source>
        <translation>位置不详</translation>
    </message>
    <message>
        <source>Position {age} old, {source}</source>
        <translation>位置距今 {age}，{source}</translation>
    </message>
    <message>
        <source>{unit} leaves the incident {incident} and can be sent elsewhere.</source>
        <translation>{unit} 撤离事件 {incident}，可另派。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已撤编</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Rests until</source>
        <translation>休整至</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Call sign</source>
        <translation>呼号</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>带队</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>编成</translation>
    </message>
    <message>
        <source>{crew} people, {vehicles} vehicles</source>
        <translation>{crew} 人，{vehicles} 车</translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation>能力</translation>
    </message>
    <message>
        <source>Joint patrol of</source>
        <translation>联合巡逻成员</translation>
    </message>
    <message>
        <source>Belongs to the joint patrol</source>
        <translation>所属联合巡逻</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概况</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员资质</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>装备</translation>
    </message>
    <message>
        <source>Trail check</source>
        <translation>轨迹核对</translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Rests until</source>
        <translation>休整至</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>It is not proposed meanwhile; who sends it all the same gives a reason.</source>
        <translation>休整期间不推荐派出；确需派出的要写明理由。</translation>
    </message>
    <message>
        <source>Let {unit} rest</source>
        <translation>“{unit}”休整</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>休整</translation>
    </message>
    <message>
        <source>It leaves the lists; what it did stays in the journal. Set on standby it is there again.</source>
        <translation>撤编后不再列出，以往记录仍在日志中；改回备勤即恢复。</translation>
    </message>
    <message>
        <source>Retire {unit}</source>
        <translation>撤编 {unit}</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>撤编</translation>
    </message>
    <message>
        <source>Change the unit</source>
        <translation>修改力量</translation>
    </message>
    <message>
        <source>New unit</source>
        <translation>新增力量</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>One a line; parts between commas</source>
        <translation>一行一条，用逗号分开</translation>
    </message>
    <message>
        <source>Name, post, phone</source>
        <translation>姓名，岗位，电话</translation>
    </message>
    <message>
        <source>Name, certificate, valid until</source>
        <translation>姓名，资质，有效期</translation>
    </message>
    <message>
        <source>Equipment, count, next inspection, state</source>
        <translation>装备，数量，下次检验，状态</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>A day is written 2026-07-01; states: {states}</source>
        <translation>日期写成 2026-07-01；状态：{states}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>所属单位</translation>
    </message>
    <message>
        <source>Call sign</source>
        <translation>呼号</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>带队人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Crew</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Vehicles</source>
        <translation>车辆数</translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation>能力</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>联合成员</translation>
    </message>
    <message>
        <source>A joint patrol: police and grid workers that go together</source>
        <translation>联勤巡防组填：公安、网格员等一同出动的力量</translation>
    </message>
</context>
<context>
    <name>UnitsBoard</name>
    <message>
        <source>Units</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>No units</source>
        <translation>没有力量</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>备勤</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>所属单位</translation>
    </message>
    <message>
        <source>New unit…</source>
        <translation>新增力量…</translation>
    </message>
    <message>
        <source>Enter one, import the Excel roster, or loosen the filters above</source>
        <translation>可新增、从 Excel 名册导入，或放宽上方的筛选</translation>
    </message>
    <message>
        <source>Available only</source>
        <translation>仅可派</translation>
    </message>
    <message>
        <source>at its base</source>
        <translation>驻地</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>不详</translation>
    </message>
    <message>
        <source>All units</source>
        <translation>全部力量</translation>
    </message>
    <message>
        <source>No organisation</source>
        <translation>未登记单位</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Expiring</source>
        <translation>临期</translation>
    </message>
    <message>
        <source>Position age</source>
        <translation>位置距今</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>带队</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Call sign</source>
        <translation>呼号</translation>
    </message>
    <message>
        <source>Crew</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Vehicles</source>
        <translation>车辆</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已撤编</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation>能力</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>All statuses</source>
        <translation>全部状态</translation>
    </message>
</context>
<context>
    <name>UnitsPanel</name>
    <message>
        <source>Units</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>People on scene</source>
        <translation>在场人员</translation>
    </message>
    <message>
        <source>Materials</source>
        <translation>物资</translation>
    </message>
    <message>
        <source>Shelters</source>
        <translation>安置点</translation>
    </message>
    <message>
        <source>Joint patrols</source>
        <translation>联勤巡防</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>场所</translation>
    </message>
    <message>
        <source>Position terminals</source>
        <translation>定位终端</translation>
    </message>
</context>
<context>
    <name>UnitsView</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Said last</source>
        <translation>最近通话</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>No unit</source>
        <translation>没有力量</translation>
    </message>
    <message>
        <source>The live desk has no units to practise with.</source>
        <translation>实战值守台没有可参演的力量。</translation>
    </message>
</context>
<context>
    <name>UpkeepTab</name>
    <message>
        <source>Findings, drills and reviews</source>
        <translation>问题、演练和评估</translation>
    </message>
    <message>
        <source>Nothing hangs on this plan</source>
        <translation>本预案没有待办问题</translation>
    </message>
    <message>
        <source>Findings of drills and real incidents stand here until a new version or a reasoned no answers them.</source>
        <translation>演练和实战发现的问题列在这里，直到新版本解决或者写明不采纳的理由。</translation>
    </message>
    <message>
        <source>Raise a finding…</source>
        <translation>登记问题…</translation>
    </message>
    <message>
        <source>Record a drill…</source>
        <translation>登记演练…</translation>
    </message>
    <message>
        <source>Record a review…</source>
        <translation>登记评估…</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>答复…</translation>
    </message>
    <message>
        <source>No version of this plan is in force</source>
        <translation>本预案没有现行版本</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Answer by</source>
        <translation>答复期限</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>By</source>
        <translation>登记人</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>Accept</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>It was read rightly and belongs into the plan</source>
        <translation>识别正确，写入预案</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>不采纳</translation>
    </message>
    <message>
        <source>It leaves the plan; the paragraph stays in the text</source>
        <translation>从预案中删去，正文段落保留</translation>
    </message>
    <message>
        <source>to confirm</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Read from “{file}”, paragraph {paragraph}: {words}</source>
        <translation>读自“{file}”第 {paragraph} 段：{words}</translation>
    </message>
</context>
<context>
    <name>VersionsTab</name>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>No versions</source>
        <translation>没有版本</translation>
    </message>
    <message>
        <source>Choose a plan on the left</source>
        <translation>请在左侧选择预案</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>审核…</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>批准…</translation>
    </message>
    <message>
        <source>Put in force…</source>
        <translation>施行…</translation>
    </message>
    <message>
        <source>Send back…</source>
        <translation>退回…</translation>
    </message>
    <message>
        <source>Retire…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>弃用…</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>阅读</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>比较…</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最近一步</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>批准人</translation>
    </message>
    <message>
        <source>Based on</source>
        <translation>基于</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>To confirm</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>校验码</translation>
    </message>
    <message>
        <source>Compare {version} with</source>
        <translation>{version} 版与哪一版比较</translation>
    </message>
</context>
<context>
    <name>Warnings</name>
    <message>
        <source>CAP messages (*.xml *.cap)</source>
        <translation>CAP 预警信息 (*.xml *.cap)</translation>
    </message>
    <message>
        <source>Take in a warning message</source>
        <translation>接收预警信息</translation>
    </message>
    <message>
        <source>Paste a warning message</source>
        <translation>粘贴预警信息</translation>
    </message>
    <message>
        <source>The whole CAP text, from &lt;alert&gt; to &lt;/alert&gt;</source>
        <translation>从 &lt;alert&gt; 到 &lt;/alert&gt; 的完整 CAP 文本</translation>
    </message>
    <message>
        <source>pasted</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Signed for by</source>
        <translation>签收人</translation>
    </message>
    <message>
        <source>Sign for the warning</source>
        <translation>签收预警</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Passed on to</source>
        <translation>转发给</translation>
    </message>
    <message>
        <source>One a line: villages, grids, schools, offices</source>
        <translation>每行一个：村、网格、学校、站所</translation>
    </message>
    <message>
        <source>By what means</source>
        <translation>转发方式</translation>
    </message>
    <message>
        <source>Pass the warning on, word for word</source>
        <translation>原文转发预警</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Colour, as the original says</source>
        <translation>颜色级别（照原文）</translation>
    </message>
    <message>
        <source>The message names no colour</source>
        <translation>信息没有写明颜色级别</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>{name} was taken in</source>
        <translation>已接收 {name}</translation>
    </message>
</context>
<context>
    <name>WarningsCard</name>
    <message>
        <source>Warnings in force</source>
        <translation>生效预警</translation>
    </message>
    <message>
        <source>Record a warning…</source>
        <translation>记录预警…</translation>
    </message>
    <message>
        <source>No warning is in force</source>
        <translation>没有生效预警</translation>
    </message>
    <message>
        <source>Lifted</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>Lifted…</source>
        <translation>解除…</translation>
    </message>
    <message>
        <source>Record that whoever issued it has lifted it</source>
        <translation>记录发布单位已解除预警</translation>
    </message>
    <message>
        <source>{who}, received {time}</source>
        <translation>{who}，{time} 收到</translation>
    </message>
    <message>
        <source>Warnings that come in by themselves</source>
        <translation>预警自动接收</translation>
    </message>
    <message>
        <source>address of a CAP message, or of an Atom or RSS list; empty: none is asked</source>
        <translation>CAP 预警信息或 Atom、RSS 目录的网址；留空则不查询</translation>
    </message>
    <message>
        <source>folder into which messages are put; empty: none</source>
        <translation>存放预警信息的文件夹；留空则不查看</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>Look now</source>
        <translation>立即查看</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Look every</source>
        <translation>查看间隔</translation>
    </message>
    <message>
        <source>Nothing is asked. Warnings can be taken in by hand in the duty room.</source>
        <translation>未启用。可在值班室“预警”页手工接收。</translation>
    </message>
    <message>
        <source>Since {time}: {why}</source>
        <translation>自 {time} 起：{why}</translation>
    </message>
    <message>
        <source>Last looked at {time}, everything in order</source>
        <translation>{time} 查看过，一切正常</translation>
    </message>
    <message>
        <source>Not looked yet</source>
        <translation>尚未查看</translation>
    </message>
    <message>
        <source>An address begins with http:// or https://</source>
        <translation>网址应以 http:// 或 https:// 开头</translation>
    </message>
    <message>
        <source>Folder of warning messages</source>
        <translation>预警信息文件夹</translation>
    </message>
</context>
<context>
    <name>WarningsTab</name>
    <message>
        <source>Warnings</source>
        <translation>预警</translation>
    </message>
    <message>
        <source>No warning was received</source>
        <translation>没有收到过预警</translation>
    </message>
    <message>
        <source>Take in a CAP message from a file or as text; warnings are only relayed, never made here</source>
        <translation>可从文件或粘贴文本接收 CAP 预警信息；本机只转发签收，不自造预警</translation>
    </message>
    <message>
        <source>Take in a file…</source>
        <translation>接收文件…</translation>
    </message>
    <message>
        <source>Look at them</source>
        <translation>逐条处理</translation>
    </message>
    <message>
        <source>Paste a message…</source>
        <translation>粘贴信息…</translation>
    </message>
    <message>
        <source>Sign for it…</source>
        <translation>签收…</translation>
    </message>
    <message>
        <source>Pass on…</source>
        <translation>原文转发…</translation>
    </message>
    <message>
        <source>Show on the map (Enter)</source>
        <translation>在地图上查看 (Enter)</translation>
    </message>
    <message>
        <source>Open an incident for it…</source>
        <translation>据此接报…</translation>
    </message>
    <message>
        <source>Plans for this warning</source>
        <translation>对应预案</translation>
    </message>
    <message>
        <source>{count} messages came in that a person has to read: no colour is named, or they cannot be read</source>
        <translation>有 {count} 条信息需人工确认：未写明颜色级别，或读不出来</translation>
    </message>
    <message>
        <source>Select a warning to read it as its issuer wrote it.</source>
        <translation>选中一条预警，按发布单位原文阅读。</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>有效至</translation>
    </message>
    <message>
        <source>Signed for</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Passed on to</source>
        <translation>转发给</translation>
    </message>
    <message>
        <source>Word for word</source>
        <translation>原文</translation>
    </message>
</context>
<context>
    <name>WrittenTab</name>
    <message>
        <source>Written reports</source>
        <translation>书面报告</translation>
    </message>
    <message>
        <source>No report was composed yet</source>
        <translation>还没有拟写过报告</translation>
    </message>
    <message>
        <source>F7 on an incident composes one; daily and zero reports begin here.</source>
        <translation>在事件上按 F7 拟写；日报、零报告从这里开始。</translation>
    </message>
    <message>
        <source>Open… (Enter)</source>
        <translation>打开… 回车</translation>
    </message>
    <message>
        <source>Daily or zero report…</source>
        <translation>日报、零报告…</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>突发事件</translation>
    </message>
    <message>
        <source>Composed</source>
        <translation>拟稿时间</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>签发</translation>
    </message>
</context>
</TS>
